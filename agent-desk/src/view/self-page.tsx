import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { AgentSession } from "../../../src/protocol/desk-http.ts";
import { fetchSessions } from "../desk/listing.ts";
import { noticed } from "../desk/notices.ts";
import { codeOfFailure } from "../desk/rest.ts";
import { browserName } from "../model/browser-name.ts";
import { fill } from "../model/fill.ts";
import { momentOf } from "../model/times.ts";
import { NewPassword } from "./credentials.tsx";
import { PageForm } from "./page-form.tsx";
import { Answered, PageFrame } from "./page-frame.tsx";
import { useDesk, usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import { useReply } from "./use-reply.ts";
import type { Field } from "./use-submit.ts";

/** An agent's own account: the password, and the browsers that are signed in. */
export function SelfPage() {
  const { account } = useDesk();
  const { self: words, roles } = useStrings();
  const answer = useReply(fetchSessions);
  return (
    <PageFrame name="self">
      <p className="page-intro">
        {account.name} · {account.login} · {roles[account.role]}
      </p>
      <h3>{words.password}</h3>
      <PasswordPart onDone={answer.again} />
      <h3>{words.sessions}</h3>
      <Answered answer={answer}>
        {(sessions) => <Sessions sessions={sessions} onEnded={answer.again} />}
      </Answered>
    </PageFrame>
  );
}

function PasswordPart({ onDone }: { readonly onDone: () => void }) {
  const { rest } = useSurroundings();
  const { account } = useDesk();
  const { self: words } = useStrings();
  // A new form after each change: the old words must not stay in it.
  const [changes, setChanges] = useState(0);
  async function send(field: Field): Promise<void> {
    await rest.send("POST", "/password", { current: field("current"), next: field("next") });
    setChanges((before) => before + 1);
    onDone();
  }
  return (
    <div className="page-card">
      <PageForm key={changes} submit={words.change} meanings={{ SIGN_IN_FAILED: words.wrong }} send={send}>
        {/* Password managers keep what belongs together by this name. */}
        <input
          className="unseen"
          name="username"
          autoComplete="username"
          defaultValue={account.login}
          tabIndex={-1}
          aria-hidden="true"
          readOnly
        />
        <PasswordInput
          name="current"
          label={words.current}
          autoComplete="current-password"
          maxLength={256}
          required
        />
        <NewPassword name="next" label={words.next} description={words.hint} required />
      </PageForm>
      <p role="status" className="page-done">
        {changes > 0 && words.changed}
      </p>
    </div>
  );
}

interface SessionsProps {
  readonly sessions: readonly AgentSession[];
  readonly onEnded: () => void;
}

function Sessions({ sessions, onEnded }: SessionsProps) {
  const { rest, store } = useSurroundings();
  const { self: words } = useStrings();
  const { locale } = usePreferences();

  async function end(id: string): Promise<void> {
    try {
      await rest.send("DELETE", `/sessions/${encodeURIComponent(id)}`);
    } catch (cause) {
      noticed(store, { type: "refusal", code: codeOfFailure(cause) });
    }
    onEnded();
  }

  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.browser}</th>
          <th scope="col">{words.address}</th>
          <th scope="col">{words.since}</th>
          <th scope="col">{words.seen}</th>
          <th scope="col">
            <span className="unseen">{words.end}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ id, browser, address, createdAt, seenAt, isThisOne }) => (
          <tr key={id}>
            <th scope="row" title={browser}>
              {browserName(browser)}
            </th>
            <td className="table-code">{address}</td>
            <td className="figures">{momentOf(createdAt, locale)}</td>
            <td className="figures">{momentOf(seenAt, locale)}</td>
            <td className="table-actions">
              {isThisOne ? (
                <span className="mark" data-availability="online">
                  {words.thisOne}
                </span>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={fill(words.endNamed, { name: browserName(browser) })}
                  onClick={() => void end(id)}
                >
                  {words.end}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
