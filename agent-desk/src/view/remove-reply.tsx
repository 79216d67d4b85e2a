import type { CannedReply } from "../../../src/protocol/desk-http.ts";
import { fill } from "../model/fill.ts";
import { PageForm } from "./page-form.tsx";
import { useStrings, useSurroundings } from "./surroundings.ts";

interface RemoveReplyProps {
  readonly reply: CannedReply;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Asks before a reply that the whole team uses is gone. */
export function RemoveReply({ reply, onDone, onCancel }: RemoveReplyProps) {
  const { rest } = useSurroundings();
  const { canned: words } = useStrings();
  return (
    <PageForm
      submit={words.delete}
      onCancel={onCancel}
      send={async () => {
        await rest.send("DELETE", `/replies/${encodeURIComponent(reply.id)}`);
        onDone();
      }}
    >
      <p>{fill(words.removeAsk, { name: reply.shortcut })}</p>
    </PageForm>
  );
}
