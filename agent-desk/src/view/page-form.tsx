import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { isNamed } from "../model/fill.ts";
import { errorText } from "./error-text.ts";
import { useStrings } from "./surroundings.ts";
import { type Field, useSubmit } from "./use-submit.ts";

interface PageFormProps {
  /** Sends what was entered; what it throws is told below the fields. */
  readonly send: (field: Field, fields: FormData) => Promise<void>;
  readonly submit: string;
  readonly onCancel?: () => void;
  /** What a code means here, where that is something else than elsewhere. */
  readonly meanings?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A form of a page or of its window. */
export function PageForm({ send, submit, onCancel, meanings = {}, children }: PageFormProps) {
  const strings = useStrings();
  const { failure, isSending, submitted } = useSubmit(send);
  return (
    <form onSubmit={submitted}>
      <Stack gap="sm">
        {children}
        <div role="alert">
          {failure !== undefined && (
            <p className="refusal">
              {isNamed(meanings, failure) ? meanings[failure] : errorText(strings, failure)}
            </p>
          )}
        </div>
        <Group justify="flex-end" gap="xs">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {strings.cancel}
            </Button>
          )}
          <Button type="submit" loading={isSending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
