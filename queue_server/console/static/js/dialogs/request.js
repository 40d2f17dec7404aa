// The id that a request keeps through its retries: the same id gives the same ticket, the same petition.

export function newRequestId() {
  // randomUUID exists only behind TLS or on localhost, and an office network may have neither.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
