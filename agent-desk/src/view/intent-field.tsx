import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useDeskState, usePreferences, useStrings } from "./surroundings.ts";

const LIST = "intent-titles";

interface IntentFieldProps {
  readonly intent: string | undefined;
  readonly onIntent: (intent: string | undefined) => void;
}

/** Chooses what a conversation was about, by typing a part of its title. */
export function IntentField({ intent, onIntent }: IntentFieldProps) {
  const { search: words } = useStrings();
  const { locale } = usePreferences();
  const intents = useDeskState((state) => state.setup?.intents) ?? [];
  const chosen = intents.find(({ id }) => id === intent)?.[locale] ?? intent ?? "";
  const [typed, setTyped] = useState(chosen);

  function entered(value: string): void {
    setTyped(value);
    const found = intents.find((one) => one[locale] === value.trim());
    if (found?.id !== intent) onIntent(found?.id);
  }

  return (
    <>
      <TextInput
        className="search-field"
        label={words.intent}
        placeholder={words.anyIntent}
        list={LIST}
        autoComplete="off"
        value={typed}
        // What is no title finds nothing, and must not look as if it did.
        onBlur={() => setTyped(chosen)}
        onChange={({ currentTarget }) => entered(currentTarget.value)}
      />
      <datalist id={LIST}>
        {intents.map((one) => (
          <option key={one.id} value={one[locale]} />
        ))}
      </datalist>
    </>
  );
}
