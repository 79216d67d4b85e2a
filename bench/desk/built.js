// The server as the build made it, with the types of the sources.
const BUILT = new URL("../../dist/server/", import.meta.url).href;

/** @type {typeof import("../../src/adapters/auth/agent-secrets.ts")} */
export const { agentSecrets } = await import(`${BUILT}adapters/auth/agent-secrets.js`);
/** @type {typeof import("../../src/adapters/auth/credentials.ts")} */
export const { createCredentials } = await import(`${BUILT}adapters/auth/credentials.js`);
/** @type {typeof import("../../src/adapters/store/sqlite-store.ts")} */
export const { openSqliteStore } = await import(`${BUILT}adapters/store/sqlite-store.js`);
/** @type {typeof import("../../src/conversation/state.ts")} */
export const { newConversation, ownedBy } = await import(`${BUILT}conversation/state.js`);
/** @type {typeof import("../../src/kernel/ids.ts")} */
export const { agentId, conversationId, customerId, eventId, nodeId } = await import(`${BUILT}kernel/ids.js`);
