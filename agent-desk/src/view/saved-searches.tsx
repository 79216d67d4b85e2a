import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import { fill } from "../model/fill.ts";
import {
  LONGEST_NAME,
  MOST_SAVED,
  renamedSearch,
  type SavedSearch,
  type Wanted,
  withoutSearch,
  withSearch,
} from "../model/saved-searches.ts";
import { usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import { useIntentTitles } from "./use-intent-titles.ts";

const ICON = { size: 14, stroke: 1.8, "aria-hidden": true } as const;

/** The searches that the agent has kept: they are made with a press, get another name, or go. */
export function SavedSearches({ onRun }: { readonly onRun: (search: SavedSearch) => void }) {
  const { preferences, rest } = useSurroundings();
  const { search: words } = useStrings();
  const { searches } = usePreferences();
  const [renaming, setRenaming] = useState<string>();

  // They may have been changed on another computer.
  useEffect(() => void preferences.load(rest), [preferences, rest]);

  if (searches.length === 0) return null;
  const keep = (changed: readonly SavedSearch[]) => preferences.change(rest, { searches: changed });
  return (
    <ul className="saved" aria-label={words.saved}>
      {searches.map((search) => {
        const { name } = search;
        return (
          <li key={name} className="saved-search">
            {name === renaming ? (
              <NameForm
                first={name}
                submit={words.rename}
                onName={(entered) => {
                  keep(renamedSearch(searches, name, entered));
                  setRenaming(undefined);
                }}
              />
            ) : (
              <>
                <button type="button" className="saved-name" onClick={() => onRun(search)}>
                  {name}
                </button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={fill(words.renameNamed, { name })}
                  onClick={() => setRenaming(name)}
                >
                  <IconPencil {...ICON} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={fill(words.removeNamed, { name })}
                  onClick={() => keep(withoutSearch(searches, name))}
                >
                  <IconTrash {...ICON} />
                </ActionIcon>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Keeps what was searched for under a name. */
export function SaveSearch({ wanted }: { readonly wanted: Wanted }) {
  const { preferences, rest } = useSurroundings();
  const { search: words } = useStrings();
  const { searches } = usePreferences();
  const titleOf = useIntentTitles();
  const [isNaming, setIsNaming] = useState(false);
  const { text, intent } = wanted;
  const isKept = searches.some((one) => one.text === text.trim() && one.intent === intent);
  if (isKept) return null;
  if (searches.length >= MOST_SAVED) return <p className="search-status">{words.tooMany}</p>;
  if (!isNaming)
    return (
      <Button className="saved-keep" size="compact-sm" variant="subtle" onClick={() => setIsNaming(true)}>
        {words.save}
      </Button>
    );
  return (
    <NameForm
      first={[text.trim(), intent === undefined ? "" : titleOf(intent)].join(" ").trim()}
      submit={words.keep}
      onName={(name) => {
        const search = { name, text: text.trim(), ...(intent !== undefined && { intent }) };
        preferences.change(rest, { searches: withSearch(searches, search) });
        setIsNaming(false);
      }}
    />
  );
}

interface NameFormProps {
  readonly first: string;
  readonly submit: string;
  readonly onName: (name: string) => void;
}

function NameForm({ first, submit, onName }: NameFormProps) {
  const { search: words } = useStrings();
  const [name, setName] = useState(first.slice(0, LONGEST_NAME));
  function submitted(event: FormEvent): void {
    event.preventDefault();
    onName(name);
  }
  return (
    <form className="saved-form" onSubmit={submitted}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          className="search-field"
          size="xs"
          autoFocus
          aria-label={words.name}
          maxLength={LONGEST_NAME}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" size="xs">
          {submit}
        </Button>
      </Group>
    </form>
  );
}
