import { NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import { type BlockLength, blockEnd, blockLengths } from "../model/blocking.ts";
import { DeedForm, withWhy } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useStrings } from "./surroundings.ts";

export function BlockForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { block: words } = useStrings();
  const [length, setLength] = useState<BlockLength>("day");
  return (
    <DeedForm
      onDone={onDone}
      submit={(why) =>
        desk.act("block", { id, until: blockEnd(length, Date.now()).toISOString(), ...withWhy(why) })
      }
    >
      <Text size="sm">{words.hint}</Text>
      <NativeSelect
        data-autofocus
        label={words.length}
        data={blockLengths.map((value) => ({ value, label: words.lengths[value] }))}
        value={length}
        onChange={({ currentTarget: { value } }) =>
          setLength(blockLengths.find((known) => known === value) ?? "day")
        }
      />
    </DeedForm>
  );
}
