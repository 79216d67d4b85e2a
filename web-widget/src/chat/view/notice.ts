import type { Row } from "../rows.ts";
import { fill, type Strings } from "../strings.ts";

/** What is said when somebody else answers from now on. */
export function noticeOf(row: Extract<Row, { type: "notice" }>, strings: Strings): string {
  switch (row.status) {
    case "requested":
      return strings.handoffRequested;
    case "queued":
      return strings.handoffQueued;
    case "assigned":
      return row.agent === undefined ? strings.assigned : fill(strings.assignedTo, row);
    case "offline":
      return strings.handoffOffline;
    case "returned":
      return strings.handoffReturned;
    case "closed":
      return strings.handoffClosed;
  }
}
