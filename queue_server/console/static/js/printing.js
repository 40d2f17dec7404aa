// Paper asked for from this page, and what became of it.

import { t } from "./i18n.js";
import { faultInWords } from "./faults.js";
import { tell, warn } from "./toast.js";

const MOST_KEPT = 50;
const asked = new Map(); // job id -> what is told of its end
const ended = new Map(); // job id -> how it ended, of jobs that this page has not asked for as far as it knows

/** Remember a print job, so that its end is told here. */
export function expectPrint({ job_id: jobId }, number) {
  tell(t("Đã gửi lệnh in phiếu {number}.", { number }));
  followPrint(jobId, ({ printed, fault }) => {
    if (printed) tell(t("Đã in phiếu {number}.", { number }));
    else warn(t("Không in được phiếu {number}: {fault}.", { number, fault: faultInWords(fault) }));
  });
}

/** Have `onEnd` told once how a job ended: `{printed, fault}`. */
export function followPrint(jobId, onEnd) {
  asked.set(jobId, onEnd);
  // A quick printer is done before the answer to our command has come.
  if (ended.has(jobId)) tellEnd(jobId, ended.get(jobId));
}

/** An event of the office: tells how a job of ours ended. */
export function hearPrinting({ name, body }) {
  if (name !== "ticket.printed" && name !== "ticket.print_failed") return;
  const end = { printed: name === "ticket.printed", fault: body.fault };
  if (asked.has(body.print_job_id)) tellEnd(body.print_job_id, end);
  else keep(body.print_job_id, end);
}

function tellEnd(jobId, end) {
  const onEnd = asked.get(jobId);
  asked.delete(jobId);
  ended.delete(jobId);
  onEnd(end);
}

function keep(jobId, end) {
  ended.set(jobId, end);
  if (ended.size > MOST_KEPT) ended.delete(ended.keys().next().value);
}
