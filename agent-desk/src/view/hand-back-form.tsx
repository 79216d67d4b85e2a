import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { DeedForm, withWhy } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useDeskState, usePreferences, useStrings } from "./surroundings.ts";

export function HandBackForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { actions } = useStrings();
  const { locale } = usePreferences();
  const dialogs = useDeskState((state) => state.setup?.dialogs ?? NONE);
  const [dialog, setDialog] = useState("");
  return (
    <DeedForm
      onDone={onDone}
      submit={(why) => desk.act("handBack", { id, ...(dialog !== "" && { dialog }), ...withWhy(why) })}
    >
      <NativeSelect
        data-autofocus
        label={actions.handBack}
        data={[
          { value: "", label: actions.asItStood },
          {
            group: actions.fromDialog,
            items: dialogs.map(({ id: value, ...text }) => ({ value, label: text[locale] })),
          },
        ]}
        value={dialog}
        onChange={({ currentTarget }) => setDialog(currentTarget.value)}
      />
    </DeedForm>
  );
}

const NONE: readonly never[] = [];
