/**
 * Lays out a desk that is in the middle of its day, past the server that is to be measured.
 *
 * @typedef {import("../../src/desk/ownership.ts").AgentRef} AgentRef
 * @typedef {{ id: string, token: string }} SeededAgent `token` of a session that is open
 * @typedef {{ id: string, token: string, agentId: string }} SeededConversation `token` of its customer's session
 */
import { randomUUID } from "node:crypto";
import {
  agentId,
  agentSecrets,
  conversationId,
  createCredentials,
  customerId,
  eventId,
  newConversation,
  nodeId,
  openSqliteStore,
  ownedBy,
} from "./built.js";

/** The whole measurement is over by then. */
const LEASE_MS = 3_600_000;

/** What has been said in each before, by turns. */
const SAID_BEFORE = 10;

/** So many are written at once: they share a commit. */
const AT_ONCE = 250;

/**
 * @param {string} file of the database
 * @param {{ agentCount: number, conversationCount: number, secretKey: string }} wanted
 * @returns {Promise<{ agents: readonly SeededAgent[], conversations: readonly SeededConversation[] }>}
 */
export async function seedDesk(file, { agentCount, conversationCount, secretKey }) {
  const store = await openSqliteStore(file, nodeId(randomUUID()));
  const { agents: accounts } = store.desk;
  const now = Date.now();
  const clock = { now: () => Date.now() };
  const credentials = createCredentials({ secretKey, identityKeys: {}, clock });
  /** @type {(AgentRef & { readonly token: string })[]} */
  const agents = [];
  for (let number = 0; number < agentCount; number++) {
    const id = agentId(`agent-${number}`);
    const token = agentSecrets.token();
    await accounts.add(
      {
        id,
        name: `Agent ${number}`,
        login: `agent-${number}`,
        role: "agent",
        queues: [],
        capacity: 100,
        createdAt: now,
      },
      "nobody signs in with it",
    );
    await accounts.openSession({
      id: agentSecrets.digest(token),
      agentId: id,
      createdAt: now,
      seenAt: now,
      expiresAt: now + LEASE_MS,
      address: "127.0.0.1",
      browser: "bench",
    });
    agents.push({ id, token, name: `Agent ${number}` });
  }
  await accounts.keepPresent(
    agents.map(({ id }) => id),
    LEASE_MS,
  );
  /** @type {SeededConversation[]} */
  const conversations = [];
  for (let first = 0; first < conversationCount; first += AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(AT_ONCE, conversationCount - first) },
      (_, index) => first + index,
    );
    conversations.push(
      ...(await Promise.all(
        numbers.map(async (number) => {
          const agent = agents[number % agentCount];
          if (agent === undefined) throw new Error("There is no agent.");
          const customer = customerId(`customer-${number}`);
          const opened = await store.open(customer, {
            id: conversationId(randomUUID()),
            identified: true,
            createdAt: now,
            state: newConversation("zh"),
          });
          const ticket = { queue: "default", since: now - number, urgency: /** @type {const} */ (0) };
          const state = ownedBy(opened.state, {
            phase: "assigned",
            ticket,
            agent: { id: agent.id, name: agent.name },
            at: now,
          });
          const events = Array.from({ length: SAID_BEFORE }, (_, index) => ({
            id: eventId(randomUUID()),
            at: now,
            kind: /** @type {const} */ ("message"),
            from: index % 2 === 0 ? /** @type {const} */ ("customer") : /** @type {const} */ ("agent"),
            body: { type: /** @type {const} */ ("text"), text: `这是第 ${index} 句话，关于分期还款` },
          }));
          await store.desk.move(opened.id, { version: opened.version, state, events });
          const token = await credentials.issue({ customerId: customer, conversationId: opened.id });
          return { id: String(opened.id), token, agentId: String(agent.id) };
        }),
      )),
    );
  }
  await store.close();
  return { agents, conversations };
}
