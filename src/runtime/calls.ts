import type { Bot } from "../content/bot.ts";
import type { CallResult } from "../dialog/called.ts";
import type { CallRequest } from "../dialog/turn.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import type { CallCustomer, Integrations } from "./integration-ports.ts";
import type { Log, Timers } from "./ports.ts";
import { readCallResult } from "./read-call-result.ts";

interface CallSurroundings {
  readonly integrations: Integrations;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Asks the shop's systems what a turn wants to know. Never fails: what goes wrong is the outcome `error` or `timeout`. */
export type MakeCall = (
  bot: Bot,
  request: CallRequest,
  key: string,
  customer: CallCustomer,
) => Promise<{ readonly result: CallResult; readonly ms: Milliseconds }>;

/** Makes calls through the integrations, each with its deadline, and lets in only what the action declares. */
export function createCalls({ integrations, clock, timers, log }: CallSurroundings): MakeCall {
  const ask: (...about: Parameters<MakeCall>) => Promise<CallResult> = async (
    bot,
    request,
    key,
    customer,
  ) => {
    const { action: id, timeoutMs } = request;
    const action = bot.actions.get(id);
    if (action === undefined) return failed("error");
    const abort = new AbortController();
    const over = Symbol("over");
    let cancel = (): void => {};
    const deadline = new Promise<typeof over>((resolve) => {
      cancel = timers.after(timeoutMs, () => {
        abort.abort();
        resolve(over);
      });
    });
    try {
      const brought = await Promise.race([
        deadline,
        (async () => await integrations.call(request, { key, signal: abort.signal, customer }))(),
      ]);
      if (brought === over) {
        log.warn("A call took too long.", { action: id, key, timeoutMs });
        return failed("timeout");
      }
      const read = readCallResult(action, brought);
      if (typeof read !== "string") return read;
      log.error("A call brought what its action does not declare.", { action: id, key, reason: read });
    } catch (error) {
      log.error("A call failed.", { action: id, key, ...causeOf(error) });
    } finally {
      cancel();
    }
    return failed("error");
  };

  return async (bot, request, key, customer) => {
    const begun = clock.now();
    const result = await ask(bot, request, key, customer);
    return { result, ms: clock.now() - begun };
  };
}

function failed(outcome: "error" | "timeout"): CallResult {
  return { outcome, fields: {} };
}

/** What kind of failure it was. Its message stays out of the log: it may quote what was sent. */
function causeOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = codeOf(error) ?? codeOf(error.cause);
  return { kind: error.name, ...(code === undefined ? {} : { code }) };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
