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
  /** Is told until something is refused. */
  readonly notice?: string;
  /** The button is as wide as the fields. */
  readonly isWide?: boolean;
  /** What a code means here, where that is something else than elsewhere. */
  readonly meanings?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A form of a page or of its window. */
export function PageForm(props: PageFormProps) {
  const { send, submit, onCancel, notice, isWide = false, meanings = {}, children } = props;
  const strings = useStrings();
  const { failure, isSending, submitted } = useSubmit(send);
  const refusal = (code: string) => (isNamed(meanings, code) ? meanings[code] : errorText(strings, code));
  return (
    <form onSubmit={submitted}>
      <Stack gap="sm">
        {children}
        <div role="alert">
          {(failure !== undefined || notice !== undefined) && (
            <p className="refusal" data-tone={failure === undefined ? "plain" : "bad"}>
              {failure === undefined ? notice : refusal(failure)}
            </p>
          )}
        </div>
        <Group justify="flex-end" gap="xs" grow={isWide}>
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
