import type { Outgoing } from "./outbox.ts";
import type { Echo } from "./timeline.ts";

type ShownItem = Extract<Outgoing, { readonly type: "text" | "choice" | "image" }>;

/** Whether the customer sees it among the messages. */
export function isShown(item: Outgoing): item is ShownItem {
  return item.type === "text" || item.type === "choice" || item.type === "image";
}

/** How it is shown until the log has it. Whoever takes an image off the screen has to revoke its URL. */
export function echoOf(item: ShownItem): Echo {
  const { cid, at, refused, code } = item;
  return { cid, at, ...wordsOf(item), status: refused ? "failed" : "sending", ...(code && { code }) };
}

function wordsOf(item: ShownItem): Pick<Echo, "text" | "choice" | "image"> {
  switch (item.type) {
    case "text":
      return { text: item.text };
    case "choice":
      return { text: item.label, choice: item.choice };
    case "image": {
      const { blob, width, height } = item;
      return { text: "", image: { url: URL.createObjectURL(blob), width, height } };
    }
  }
}
