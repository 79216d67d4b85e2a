import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { SearchReply } from "../../../src/protocol/desk-http.ts";
import { codeOfFailure } from "../desk/rest.ts";
import { errorText } from "./error-text.ts";
import { InboxRow } from "./inbox-row.tsx";
import { useDesk, useStrings, useSurroundings } from "./surroundings.ts";

interface Found {
  readonly rows: readonly DeskRow[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
  readonly at: number;
}

/** Finds conversations by what was said in them, also those that are over. */
export function SearchForm({ onDone }: { readonly onDone: () => void }) {
  const desk = useDesk();
  const { rest } = useSurroundings();
  const strings = useStrings();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<string>();
  const [isSearching, setIsSearching] = useState(false);

  async function search(before?: string): Promise<void> {
    setIsSearching(true);
    setFailure(undefined);
    const query = new URLSearchParams({ text: text.trim(), ...(before !== undefined && { before }) });
    try {
      const { rows, next } = await rest.get<SearchReply>(`/conversations?${query.toString()}`);
      const earlier = before === undefined ? [] : (found?.rows ?? []);
      setFound({ rows: [...earlier, ...rows], next, at: Date.now() });
    } catch (cause) {
      setFailure(codeOfFailure(cause));
    }
    setIsSearching(false);
  }

  function submitted(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== "") void search();
  }

  function open(id: string): void {
    onDone();
    void desk.open(id);
  }

  return (
    <Stack gap="sm">
      <form onSubmit={submitted}>
        <Group align="end" gap="xs" wrap="nowrap">
          <TextInput
            data-autofocus
            className="search-field"
            label={strings.search.label}
            maxLength={100}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              // What follows belongs to what was asked.
              setFound(undefined);
            }}
          />
          <Button type="submit" loading={isSearching}>
            {strings.search.submit}
          </Button>
        </Group>
      </form>
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
        <Button variant="subtle" loading={isSearching} onClick={() => void search(found.next)}>
          {strings.inbox.more}
        </Button>
      )}
    </Stack>
  );
}
