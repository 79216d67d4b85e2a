import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { DeedForm } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useStrings } from "./surroundings.ts";

export function ResolveForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { actions } = useStrings();
  const [reason, setReason] = useState(actions.reasons[0] ?? "");
  return (
    <DeedForm
      onDone={onDone}
      submit={(why) => desk.act("resolve", { id, why: why === undefined ? reason : `${reason}: ${why}` })}
    >
      <NativeSelect
        data-autofocus
        label={actions.reason}
        data={actions.reasons}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </DeedForm>
  );
}
