import { Button, Modal, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { CannedReply } from "../../../src/protocol/desk-http.ts";
import { fetchReplies } from "../desk/listing.ts";
import { fill } from "../model/fill.ts";
import { matchingReplies } from "../model/replies.ts";
import { Answered, PageFrame } from "./page-frame.tsx";
import { RemoveReply } from "./remove-reply.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { useDesk, useStrings, useSurroundings } from "./surroundings.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { useReply } from "./use-reply.ts";

type Doing =
  | { readonly type: "writing"; readonly reply?: CannedReply }
  | { readonly type: "removing"; readonly reply: CannedReply };

/** The canned replies: every agent looks them up, supervisors write them. */
export function RepliesPage() {
  const { store } = useSurroundings();
  const { account } = useDesk();
  const { canned: words, close } = useStrings();
  const answer = useReply(fetchReplies);
  const [typed, setTyped] = useState("");
  const [doing, setDoing] = useState<Doing>();
  const mayWrite = account.role !== "agent";
  const { reply: replies, again } = answer;

  // The composer offers what is there now.
  useEffect(() => {
    if (replies !== undefined) store.patch({ replies });
  }, [replies, store]);

  const stop = () => setDoing(undefined);
  const done = () => {
    stop();
    again();
  };
  return (
    <PageFrame
      name="replies"
      actions={
        mayWrite && (
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden="true" />}
            onClick={() => setDoing({ type: "writing" })}
          >
            {words.add}
          </Button>
        )
      }
    >
      <p className="page-intro">{words.intro}</p>
      <TextInput
        className="page-filter"
        size="xs"
        label={words.filter}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Answered answer={answer}>
        {(all) => (
          <Replies
            replies={matchingReplies(all, typed)}
            isFiltered={all.length > 0}
            {...(mayWrite && { onDo: setDoing })}
          />
        )}
      </Answered>
      <Modal
        opened={doing !== undefined}
        onClose={stop}
        title={doing?.type === "removing" ? words.remove : doing?.reply ? words.edit : words.add}
        closeButtonProps={{ "aria-label": close }}
      >
        {doing?.type === "writing" && (
          <ReplyForm {...(doing.reply && { before: doing.reply })} onDone={done} onCancel={stop} />
        )}
        {doing?.type === "removing" && <RemoveReply reply={doing.reply} onDone={done} onCancel={stop} />}
      </Modal>
    </PageFrame>
  );
}

interface RepliesProps {
  readonly replies: readonly CannedReply[];
  /** There are others, which do not fit what was typed. */
  readonly isFiltered: boolean;
  readonly onDo?: (doing: Doing) => void;
}

function Replies({ replies, isFiltered, onDo }: RepliesProps) {
  const { canned: words, queues, search } = useStrings();
  const nameOf = useQueueNames();
  if (replies.length === 0) return <p className="page-wait">{isFiltered ? search.none : words.none}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.shortcut}</th>
          <th scope="col">{words.text}</th>
          <th scope="col">{queues.label}</th>
          {onDo && (
            <th scope="col">
              <span className="unseen">{words.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {replies.map((reply) => (
          <tr key={reply.id}>
            <th scope="row" className="table-code">
              /{reply.shortcut}
            </th>
            <td className="table-wide">
              <p className="words" lang="zh-CN">
                {reply.text.zh}
              </p>
              <p className="words table-soft" lang="en">
                {reply.text.en}
              </p>
            </td>
            <td>{reply.queue === undefined ? queues.all : nameOf(reply.queue)}</td>
            {onDo && (
              <td className="table-actions">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={fill(words.editNamed, { name: reply.shortcut })}
                  onClick={() => onDo({ type: "writing", reply })}
                >
                  {words.change}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={fill(words.removeNamed, { name: reply.shortcut })}
                  onClick={() => onDo({ type: "removing", reply })}
                >
                  {words.delete}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
