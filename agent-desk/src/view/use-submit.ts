import { type FormEvent, useState } from "react";
import { codeOfFailure } from "../desk/rest.ts";

/** What was entered into the field of this name; empty when there is none. */
export type Field = (name: string) => string;

/** Sending a form: whether it is on its way, and why it was refused. `send` throws what the server did. */
export function useSubmit(send: (field: Field, fields: FormData) => Promise<void>) {
  const [failure, setFailure] = useState<string>();
  const [isSending, setIsSending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    // A form in a window is, to React, also one inside of what has opened it.
    event.stopPropagation();
    const fields = new FormData(event.currentTarget);
    setIsSending(true);
    setFailure(undefined);
    try {
      await send((name) => {
        const value = fields.get(name);
        return typeof value === "string" ? value : "";
      }, fields);
    } catch (cause) {
      setFailure(codeOfFailure(cause));
    } finally {
      setIsSending(false);
    }
  }

  return { failure, isSending, submitted: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}
