import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { AgentAccount, Role } from "../../../src/protocol/desk-http.ts";
import { type AccountEntry, accountChange, offeredQueues } from "../model/account-change.ts";
import { NewLogin, NewPassword } from "./credentials.tsx";
import { PageForm } from "./page-form.tsx";
import { useDesk, useDeskState, useStrings, useSurroundings } from "./surroundings.ts";
import { useQueueNames } from "./use-queue-names.ts";
import type { Field } from "./use-submit.ts";

interface FormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function NewAccountForm({ onDone, onCancel }: FormProps) {
  const { rest } = useSurroundings();
  const { accounts: words, first } = useStrings();
  async function send(field: Field, fields: FormData): Promise<void> {
    const { isDisabled: _never, ...entry } = entryOf(field, fields);
    await rest.send("POST", "/agents", { ...entry, login: field("login") });
    onDone();
  }
  return (
    <PageForm submit={words.add} send={send} onCancel={onCancel}>
      <NewLogin data-autofocus autoComplete="off" />
      <AccountFields before={{ name: "", role: "agent", queues: [], capacity: 5 }} />
      <NewPassword name="password" label={first.password} required />
    </PageForm>
  );
}

export function ChangeAccountForm({
  account,
  onDone,
  onCancel,
}: FormProps & { readonly account: AgentAccount }) {
  const { rest } = useSurroundings();
  const me = useDesk().account;
  const { accounts: words, actions } = useStrings();
  async function send(field: Field, fields: FormData): Promise<void> {
    const change = accountChange(account, entryOf(field, fields));
    if (Object.keys(change).length > 0)
      await rest.send("PATCH", `/agents/${encodeURIComponent(account.id)}`, change);
    onDone();
  }
  return (
    <PageForm
      submit={actions.save}
      meanings={{ FORBIDDEN: words.lastAdmin, NOT_FOUND: words.gone }}
      send={send}
      onCancel={onCancel}
    >
      <AccountFields before={account} isKnown />
      <NewPassword name="password" label={words.newPassword} description={words.newPasswordHint} />
      <Checkbox
        name="isDisabled"
        label={words.disable}
        description={words.disableHint}
        defaultChecked={account.disabledAt !== undefined}
        // Who shuts themselves out cannot let themselves in again.
        disabled={account.id === me.id}
      />
    </PageForm>
  );
}

const ROLES: readonly Role[] = ["agent", "supervisor", "admin"];

interface FieldsProps {
  readonly before: Pick<AgentAccount, "name" | "role" | "queues" | "capacity">;
  /** Somebody has it, and may be signed in. */
  readonly isKnown?: boolean;
}

function AccountFields({ before, isKnown = false }: FieldsProps) {
  const { accounts: words, roles } = useStrings();
  const setup = useDeskState((state) => state.setup);
  const nameOf = useQueueNames();
  const queues = offeredQueues(
    (setup?.queues ?? []).map(({ id }) => id),
    before,
  );
  return (
    <>
      <TextInput
        data-autofocus
        name="name"
        label={words.nameHint}
        autoComplete="off"
        defaultValue={before.name}
        maxLength={40}
        required
      />
      <NativeSelect
        name="role"
        label={words.role}
        {...(isKnown && { description: words.roleHint })}
        defaultValue={before.role}
        data={ROLES.map((role) => ({ value: role, label: roles[role] }))}
      />
      {(queues.length > 1 || before.queues.length > 0) && (
        <fieldset className="choices">
          <legend>{words.queuesHint}</legend>
          {queues.map((queue) => (
            <Checkbox
              key={queue}
              name="queues"
              value={queue}
              label={nameOf(queue)}
              defaultChecked={before.queues.includes(queue)}
            />
          ))}
        </fieldset>
      )}
      <TextInput
        name="capacity"
        type="number"
        label={words.capacityHint}
        defaultValue={before.capacity}
        min={0}
        max={100}
        step={1}
        required
      />
    </>
  );
}

function entryOf(field: Field, fields: FormData): AccountEntry {
  return {
    name: field("name").trim(),
    role: ROLES.find((role) => role === field("role")) ?? "agent",
    queues: fields.getAll("queues").filter((queue) => typeof queue === "string"),
    capacity: Number(field("capacity")),
    password: field("password"),
    isDisabled: fields.has("isDisabled"),
  };
}
