import { Button } from "@mantine/core";
import { useState } from "react";
import { AUDIT_PAGE, type AuditEntry, fetchAccounts, fetchAudit } from "../desk/listing.ts";
import { codeOfFailure } from "../desk/rest.ts";
import { isNamed } from "../model/fill.ts";
import { hashOf } from "../model/route.ts";
import type { Strings } from "../model/strings.ts";
import { momentOf } from "../model/times.ts";
import { errorText } from "./error-text.ts";
import { Answered, PageFrame } from "./page-frame.tsx";
import { usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import { useReply } from "./use-reply.ts";

const fetchNewest = (rest: Parameters<typeof fetchAudit>[0]) => fetchAudit(rest);

/** What was done at the desk and by whom, newest first. */
export function AuditPage() {
  const { audit: words } = useStrings();
  const answer = useReply(fetchNewest);
  return (
    <PageFrame
      name="audit"
      actions={
        <Button size="compact-sm" variant="default" onClick={answer.again}>
          {words.refresh}
        </Button>
      }
    >
      <Answered answer={answer}>
        {(newest) => <Entries key={newest[0]?.id ?? "none"} newest={newest} />}
      </Answered>
    </PageFrame>
  );
}

function Entries({ newest }: { readonly newest: readonly AuditEntry[] }) {
  const { rest } = useSurroundings();
  const strings = useStrings();
  const { audit: words } = strings;
  const accounts = useReply(fetchAccounts).reply;
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [hasMore, setHasMore] = useState(newest.length === AUDIT_PAGE);
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const entries = [...newest, ...older];

  async function more(): Promise<void> {
    setIsAsking(true);
    setFailure(undefined);
    try {
      const found = await fetchAudit(rest, entries.at(-1));
      setOlder((before) => [...before, ...found]);
      setHasMore(found.length === AUDIT_PAGE);
    } catch (cause) {
      setFailure(codeOfFailure(cause));
    }
    setIsAsking(false);
  }

  const nameOf = (id: string) => accounts?.find((account) => account.id === id)?.name ?? id;
  if (entries.length === 0) return <p className="page-wait">{words.none}</p>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.about}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              who={entry.agentId === undefined ? words.nobody : nameOf(entry.agentId)}
            />
          ))}
        </tbody>
      </table>
      <div role="alert">{failure !== undefined && errorText(strings, failure)}</div>
      {hasMore && (
        <Button variant="subtle" loading={isAsking} onClick={() => void more()}>
          {strings.inbox.more}
        </Button>
      )}
    </>
  );
}

function EntryRow({ entry, who }: { readonly entry: AuditEntry; readonly who: string }) {
  const strings = useStrings();
  const { audit: words } = strings;
  const { locale } = usePreferences();
  const { at, action, conversationId, about } = entry;
  return (
    <tr>
      <td className="figures table-code">
        <time dateTime={at}>{momentOf(at, locale)}</time>
      </td>
      <td>{who}</td>
      <td>{isNamed(words.did, action) ? words.did[action] : action}</td>
      <td className="table-wide">
        {conversationId !== undefined && (
          <a href={hashOf({ type: "conversation", id: conversationId })}>{words.conversation}</a>
        )}
        {Object.entries(about ?? {}).map(([name, value]) => (
          <span key={name} className="about">
            <span className="table-soft">{isNamed(words.names, name) ? words.names[name] : name}</span>{" "}
            {told(strings, name, value)}
          </span>
        ))}
      </td>
    </tr>
  );
}

function told({ audit: words, roles }: Strings, name: string, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  const text = String(value);
  return name === "role" && isNamed(roles, text) ? roles[text] : text;
}
