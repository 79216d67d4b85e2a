import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CannedReply } from "../../../src/protocol/desk-http.ts";
import { PageForm } from "./page-form.tsx";
import { useDeskState, usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import type { Field } from "./use-submit.ts";

interface ReplyFormProps {
  /** Absent for a new one. */
  readonly before?: CannedReply;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What the protocol allows. */
const LONGEST_TEXT = 4_000;
const SHORTCUT = String.raw`[\p{L}\p{N}_\-]{1,32}`;

export function ReplyForm({ before, onDone, onCancel }: ReplyFormProps) {
  const { rest } = useSurroundings();
  const { locale } = usePreferences();
  const { canned: words, queues: queueWords, actions } = useStrings();
  const queues = useDeskState((state) => state.setup?.queues) ?? [];
  const [zh, setZh] = useState(before?.text.zh ?? "");
  const [en, setEn] = useState(before?.text.en ?? "");
  const choices = queues.map((queue) => ({ value: queue.id, label: queue[locale] }));

  async function send(field: Field): Promise<void> {
    const queue = field("queue");
    const reply: CannedReply = {
      id: before?.id ?? crypto.randomUUID(),
      shortcut: field("shortcut"),
      text: { zh: zh.trim(), en: en.trim() },
      ...(queue !== "" && { queue }),
    };
    await rest.send("PUT", `/replies/${encodeURIComponent(reply.id)}`, reply);
    onDone();
  }

  return (
    <PageForm submit={actions.save} meanings={{ NOT_NOW: words.tooMany }} send={send} onCancel={onCancel}>
      <TextInput
        data-autofocus
        name="shortcut"
        label={words.shortcut}
        description={words.shortcutHint}
        defaultValue={before?.shortcut ?? ""}
        pattern={SHORTCUT}
        maxLength={32}
        required
      />
      {/* A customer whose language has no text gets the other: one is enough. */}
      <Textarea
        label={words.zh}
        description={words.names}
        lang="zh-CN"
        rows={4}
        maxLength={LONGEST_TEXT}
        required={en.trim() === ""}
        withAsterisk={false}
        value={zh}
        onChange={({ currentTarget }) => setZh(currentTarget.value)}
      />
      <Textarea
        label={words.en}
        lang="en"
        rows={4}
        maxLength={LONGEST_TEXT}
        required={zh.trim() === ""}
        withAsterisk={false}
        value={en}
        onChange={({ currentTarget }) => setEn(currentTarget.value)}
      />
      <NativeSelect
        name="queue"
        label={queueWords.label}
        defaultValue={before?.queue ?? ""}
        data={[{ value: "", label: queueWords.all }, ...choices]}
      />
    </PageForm>
  );
}
