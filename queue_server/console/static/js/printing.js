// Paper asked for from this page, and what became of it.

import { t } from "./i18n.js";
import { faultInWords } from "./faults.js";
import { tell, warn } from "./toast.js";

const asked = new Map(); // job id -> ticket number

/** Remember a print job, so that its end is told here. */
export function expectPrint(job, ticketNumber) {
  asked.set(job.job_id, ticketNumber);
  tell(t("Đã gửi lệnh in phiếu {number}.", { number: ticketNumber }));
}

/** An event of the office: tells how a job of ours ended. */
export function hearPrinting({ name, body }) {
  const number = asked.get(body.print_job_id);
  if (number === undefined) return;
  if (name === "ticket.printed") tell(t("Đã in phiếu {number}.", { number }));
  else if (name === "ticket.print_failed") {
    warn(t("Không in được phiếu {number}: {fault}.", { number, fault: faultInWords(body.fault) }));
  } else return;
  asked.delete(body.print_job_id);
}
