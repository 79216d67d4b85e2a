import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { type SnoozeChoice, snoozeEnd } from "../model/times.ts";
import { DeedForm, withWhy } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useStrings } from "./surroundings.ts";

export function SnoozeForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { actions } = useStrings();
  const [choice, setChoice] = useState<SnoozeChoice | "own">("quarter");
  const [own, setOwn] = useState("");
  const until = choice === "own" ? new Date(own) : snoozeEnd(choice, new Date());
  const choices = ["quarter", "hour", "tomorrow", "own"] as const;
  return (
    <DeedForm
      onDone={onDone}
      isReady={until.getTime() > Date.now()}
      submit={(why) => desk.act("snooze", { id, until: until.toISOString(), ...withWhy(why) })}
    >
      <NativeSelect
        data-autofocus
        label={actions.snooze}
        data={choices.map((value) => ({ value, label: actions[value] }))}
        value={choice}
        onChange={({ currentTarget }) =>
          setChoice(choices.find((known) => known === currentTarget.value) ?? "quarter")
        }
      />
      {choice === "own" && (
        <TextInput
          type="datetime-local"
          label={actions.own}
          required
          value={own}
          onChange={({ currentTarget }) => setOwn(currentTarget.value)}
        />
      )}
    </DeedForm>
  );
}
