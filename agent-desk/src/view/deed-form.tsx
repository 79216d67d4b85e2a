import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useStrings } from "./surroundings.ts";

interface DeedFormProps {
  /** Does it; false when it was refused, and the form stays. */
  readonly submit: (why: string | undefined) => Promise<boolean>;
  readonly onDone: () => void;
  readonly hasWhy?: boolean;
  readonly isReady?: boolean;
  readonly children: ReactNode;
}

/** A form of a dialog: its choices, a word for colleagues, and the button. */
export function DeedForm({ submit, onDone, hasWhy = true, isReady = true, children }: DeedFormProps) {
  const { actions, cancel } = useStrings();
  const [why, setWhy] = useState("");
  const [isSending, setIsSending] = useState(false);

  async function submitted(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady) return;
    setIsSending(true);
    const isDone = await submit(why.trim() === "" ? undefined : why.trim());
    setIsSending(false);
    if (isDone) onDone();
  }

  return (
    <form onSubmit={(event) => void submitted(event)}>
      <Stack gap="md">
        {children}
        {hasWhy && (
          <Textarea
            label={actions.why}
            rows={2}
            maxLength={500}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {cancel}
          </Button>
          <Button type="submit" loading={isSending} disabled={!isReady}>
            {actions.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is not said does not travel. */
export function withWhy(why: string | undefined): { readonly why?: string } {
  return why === undefined ? {} : { why };
}
