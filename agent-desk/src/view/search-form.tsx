import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { SearchReply } from "../../../src/protocol/desk-http.ts";
import { codeOfFailure } from "../desk/rest.ts";
import {
  isWanted,
  LONGEST_TEXT,
  type SavedSearch,
  searchPath,
  type Wanted,
} from "../model/saved-searches.ts";
import { errorText } from "./error-text.ts";
import { InboxRow } from "./inbox-row.tsx";
import { IntentField } from "./intent-field.tsx";
import { SavedSearches, SaveSearch } from "./saved-searches.tsx";
import { useDesk, useStrings, useSurroundings } from "./surroundings.ts";

interface Found {
  readonly rows: readonly DeskRow[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
  readonly at: number;
}

interface SearchFormProps {
  /** Is made at once. */
  readonly first: SavedSearch | undefined;
  readonly onDone: () => void;
}

/** Finds conversations by what was said in them and what they were about, also those that are over. */
export function SearchForm({ first, onDone }: SearchFormProps) {
  const desk = useDesk();
  const { rest } = useSurroundings();
  const strings = useStrings();
  const [wanted, setWanted] = useState<Wanted>(first ?? { text: "" });
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<string>();
  const [isSearching, setIsSearching] = useState(false);

  useEffect(() => {
    if (first !== undefined) void search(first);
  }, [first]);

  async function search(by: Wanted, before?: string): Promise<void> {
    setIsSearching(true);
    setFailure(undefined);
    try {
      const { rows, next } = await rest.get<SearchReply>(searchPath(by, before));
      const earlier = before === undefined ? [] : (found?.rows ?? []);
      setFound({ rows: [...earlier, ...rows], next, at: Date.now() });
    } catch (cause) {
      setFailure(codeOfFailure(cause));
    }
    setIsSearching(false);
  }

  function want(changed: Wanted): void {
    setWanted(changed);
    // What follows belongs to what was asked.
    setFound(undefined);
  }

  function submitted(event: FormEvent): void {
    event.preventDefault();
    if (isWanted(wanted)) void search(wanted);
  }

  function run(saved: SavedSearch): void {
    want(saved);
    void search(saved);
  }

  function open(id: string): void {
    onDone();
    void desk.open(id);
  }

  return (
    <Stack gap="sm">
      <SavedSearches onRun={run} />
      <form onSubmit={submitted}>
        <Group align="end" gap="xs" wrap="nowrap">
          <TextInput
            data-autofocus
            className="search-field"
            label={strings.search.label}
            maxLength={LONGEST_TEXT}
            value={wanted.text}
            onChange={({ currentTarget }) => want({ ...wanted, text: currentTarget.value })}
          />
          <IntentField
            key={wanted.intent}
            intent={wanted.intent}
            onIntent={(intent) => want({ text: wanted.text, ...(intent !== undefined && { intent }) })}
          />
          <Button type="submit" loading={isSearching}>
            {strings.search.submit}
          </Button>
        </Group>
      </form>
      {found !== undefined && <SaveSearch wanted={wanted} />}
      <p role="status" className="search-status">
        {failure !== undefined && errorText(strings, failure)}
        {found?.rows.length === 0 && strings.search.none}
      </p>
      <ul className="search-found">
        {found?.rows.map((row) => (
          <li key={row.id} className="search-item">
            <InboxRow row={row} now={found.at} isOpen={false} isCursor={false} onOpen={() => open(row.id)} />
          </li>
        ))}
      </ul>
      {found?.next !== undefined && (
        <Button variant="subtle" loading={isSearching} onClick={() => void search(wanted, found.next)}>
          {strings.inbox.more}
        </Button>
      )}
    </Stack>
  );
}
