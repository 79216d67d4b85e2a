import { Button, Modal } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { AgentAccount } from "../../../src/protocol/desk-http.ts";
import { fetchAccounts } from "../desk/listing.ts";
import { fill } from "../model/fill.ts";
import { ChangeAccountForm, NewAccountForm } from "./account-form.tsx";
import { Answered, PageFrame } from "./page-frame.tsx";
import { useStrings } from "./surroundings.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { useReply } from "./use-reply.ts";

/** Everybody who may sign in, and who no longer may. */
export function AccountsPage() {
  const { accounts: words, close } = useStrings();
  const answer = useReply(fetchAccounts);
  const [doing, setDoing] = useState<AgentAccount | "adding">();
  const stop = () => setDoing(undefined);
  const done = () => {
    stop();
    answer.again();
  };
  return (
    <PageFrame
      name="accounts"
      actions={
        <Button
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden="true" />}
          onClick={() => setDoing("adding")}
        >
          {words.add}
        </Button>
      }
    >
      <Answered answer={answer}>
        {(accounts) => <Accounts accounts={accounts} onChange={setDoing} />}
      </Answered>
      <Modal
        opened={doing !== undefined}
        onClose={stop}
        title={doing === "adding" || doing === undefined ? words.add : doing.login}
        closeButtonProps={{ "aria-label": close }}
      >
        {doing === "adding" && <NewAccountForm onDone={done} onCancel={stop} />}
        {doing !== undefined && doing !== "adding" && (
          <ChangeAccountForm account={doing} onDone={done} onCancel={stop} />
        )}
      </Modal>
    </PageFrame>
  );
}

interface AccountsProps {
  readonly accounts: readonly AgentAccount[];
  readonly onChange: (account: AgentAccount) => void;
}

function Accounts({ accounts, onChange }: AccountsProps) {
  const strings = useStrings();
  const nameOf = useQueueNames();
  const { accounts: words, team, queues: queueWords } = strings;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.login}</th>
          <th scope="col">{words.role}</th>
          <th scope="col">{words.queues}</th>
          <th scope="col" className="table-number">
            {words.capacity}
          </th>
          <th scope="col">
            <span className="unseen">{strings.canned.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...accounts].sort(byState).map((account) => (
          <tr key={account.id} data-disabled={account.disabledAt !== undefined}>
            <th scope="row">
              {account.name}
              {account.disabledAt !== undefined && <span className="mark">{words.disabled}</span>}
            </th>
            <td className="table-code">{account.login}</td>
            <td>{strings.roles[account.role]}</td>
            <td className="table-wide">
              {account.queues.length === 0 ? queueWords.all : account.queues.map(nameOf).join(team.and)}
            </td>
            <td className="table-number figures">{account.capacity}</td>
            <td className="table-actions">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={fill(words.changeNamed, { name: account.name })}
                onClick={() => onChange(account)}
              >
                {strings.canned.change}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function byState(a: AgentAccount, b: AgentAccount): number {
  const isOff = ({ disabledAt }: AgentAccount) => Number(disabledAt !== undefined);
  return isOff(a) - isOff(b) || a.name.localeCompare(b.name);
}
