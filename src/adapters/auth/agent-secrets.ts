import { createHash, randomBytes, randomUUID } from "node:crypto";
import { agentId } from "../../kernel/ids.ts";
import type { AgentSecrets } from "../../runtime/account-ports.ts";

const TOKEN_BYTES = 32;

/** Tokens from the operating system's randomness. They are as long as a hash, so a fast one is enough to hide them. */
export const agentSecrets: AgentSecrets = {
  agent: () => agentId(randomUUID()),
  token: () => randomBytes(TOKEN_BYTES).toString("base64url"),
  digest: (token) => createHash("sha256").update(token).digest("base64url"),
};
