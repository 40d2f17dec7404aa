// One way to ask the server, with every failure as one of two errors that carry a sentence for the reader.

import { currentLanguage, t } from "./i18n.js";

const ROOT = "/api/v1";
const PATIENCE_MS = 10_000;

/** The server said no: `type` is a stable code, `message` a sentence in the reader's language. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || t("Máy chủ trả lời lỗi {status}.", { status }));
    this.status = status;
    this.type = body.type ?? "";
  }
}

/** Nothing answered: whether the command was carried out is not known. */
export class Unreachable extends Error {
  constructor() {
    super(t("Không liên lạc được với máy chủ. Xem lại tình trạng rồi thử lại."));
  }
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const del = (path) => ask("DELETE", path);

async function ask(method, path, body) {
  const answer = await send(method, path, body);
  if (answer.status === 204) return null;
  const content = await answer.json().catch(() => ({}));
  if (answer.ok) return content;
  throw new Problem(answer.status, content);
}

async function send(method, path, body) {
  try {
    return await fetch(ROOT + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: { "Accept-Language": currentLanguage(), "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new Unreachable();
  }
}
