import { agentSecrets } from "../../src/adapters/auth/agent-secrets.ts";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";
import type { Closed } from "../../src/runtime/account-sessions.ts";
import { Accounts, type NewAgent } from "../../src/runtime/accounts.ts";
import type { Agent, AgentStore } from "../../src/runtime/desk-ports.ts";
import { openFileDatabase } from "./databases.ts";
import { handClock } from "./hand-clock.ts";

export const PASSWORD = "a harbour at dawn";

/** The least that scrypt can do: what is slow on purpose would only make tests slow. */
const cheapPasswords = () => scryptPasswords({ logN: 4, r: 8, p: 1 });

export const newAgent = (login: string, role: Agent["role"] = "agent"): NewAgent => ({
  login,
  name: login.toUpperCase(),
  role,
  queues: [],
  capacity: 5,
  password: PASSWORD,
});

/** No accounts yet, on SQLite and in virtual time. */
export async function emptyAccounts(wrapStore: (store: AgentStore) => AgentStore = (store) => store) {
  const [database, clock] = [await openFileDatabase(), handClock()];
  const { desk } = await database.open();
  const around = { secrets: agentSecrets, clock, passwords: cheapPasswords() };
  const store = wrapStore(desk.agents);
  const accounts = new Accounts({ ...around, store });
  const closed: Closed[] = [];
  accounts.onClosed((one) => void closed.push(one));
  const audited = async () => (await store.auditTrail({ limit: 100 })).toReversed();
  return {
    ...around,
    store,
    accounts,
    /** What listeners were told. */
    closed,
    /** Everything that was audited, oldest first. */
    audited,
    actions: async () => (await audited()).map(({ action }) => action),
    signIn: (login: string, password = PASSWORD, address = "203.0.113.7") =>
      accounts.signIn({ login, password }, { address, browser: "Firefox" }),
  };
}

/** The same with an admin "ada" and an agent "bo". */
export async function smallAccounts(wrapStore?: (store: AgentStore) => AgentStore) {
  const empty = await emptyAccounts(wrapStore);
  const ada = await empty.accounts.add(undefined, newAgent("ada", "admin"));
  const bo = await empty.accounts.add(undefined, newAgent("bo"));
  return { ...empty, ada, bo };
}
