import { createHmac, randomBytes } from "node:crypto";
import type * as z from "zod";
import { apiError } from "../../../protocol/installments.ts";
import { createAttempt, type Repeated } from "./attempt.ts";
import { createAuthorize } from "./authorize.ts";
import { createGuard, type Guarded } from "./guard.ts";
import type { Answer, Refusal } from "./installments.ts";
import type { InstallmentsLimits, InstallmentsSettings } from "./installments-settings.ts";
import { pause } from "./pause.ts";
import { retryWait } from "./retry-wait.ts";

interface Question<Value> {
  /** What the log and the metrics call it. */
  readonly operation: string;
  readonly customer: string;
  readonly request: Repeated;
  /** Asking twice is as good as asking once. */
  readonly isRepeatable: boolean;
  readonly schema: z.ZodType<Value>;
}

type Ask = <Value>(question: Question<Value>, signal: AbortSignal) => Promise<Answer<Value>>;

const REFUSALS: readonly Refusal[] = ["customer_unknown", "order_unknown", "not_offered", "invalid"];

/** Enough to see what is wrong. */
const LOGGED_ISSUES = 5;

/**
 * Asks the shop, again where that is safe and of use, and lets in only what the schema names. Never throws.
 *
 * The log hears of what went wrong, and never a value, a name or an id: a customer is a short hash that only this process
 * can make, which shows whether two lines are about the same one.
 */
export function createAsk(settings: InstallmentsSettings, limits: InstallmentsLimits): Ask {
  const { clock, timers, log, onOutcome } = settings;
  const attempt = createAttempt({
    authorize: createAuthorize(settings, limits),
    timers,
    attemptMs: limits.attemptMs,
  });
  const guard = createGuard(limits, { clock, log });
  const salt = randomBytes(16);

  const aboutOf = ({ operation, customer }: Question<unknown>) => ({
    operation,
    customer: createHmac("sha256", salt).update(customer).digest("hex").slice(0, 8),
  });

  const got = async (question: Question<unknown>, signal: AbortSignal): Promise<Guarded> => {
    const { request, isRepeatable } = question;
    for (let retries = 0; ; retries++) {
      const result = await guard(() => attempt(request, signal), signal);
      const moment = { now: clock.now(), chance: Math.random() };
      const wait = isRepeatable ? retryWait(result, retries, limits, moment) : undefined;
      if (wait === undefined) return result;
      if (!(await pause(timers, wait, signal))) return { type: "left" };
    }
  };

  const read = <Value>(question: Question<Value>, result: Guarded): Answer<Value> => {
    if (result.type === "late" || result.type === "left") return { type: "timeout" };
    // One line each would drown the one that says why.
    if (result.type === "open") return { type: "error" };
    if (result.type !== "answered") {
      log.warn("The shop's instalment accounts could not be asked.", {
        ...aboutOf(question),
        ...whyOf(result),
      });
      return { type: "error" };
    }
    if (result.status >= 400) {
      const refused = apiError.safeParse(result.value);
      const code = REFUSALS.find((known) => known === refused.data?.code);
      if (code !== undefined) return { type: "refused", code };
      const told = refused.success ? { code: refused.data.code } : {};
      log.warn("The shop's instalment accounts gave no reason that is known.", {
        ...aboutOf(question),
        status: result.status,
        ...told,
      });
      return { type: "error" };
    }
    const answer = question.schema.safeParse(result.value);
    if (answer.success) return { type: "ok", value: answer.data };
    const issues = answer.error.issues
      .slice(0, LOGGED_ISSUES)
      .map(({ path, code }) => `${path.join(".")}: ${code}`);
    log.error("The shop's instalment accounts answered something else than agreed.", {
      ...aboutOf(question),
      issues,
    });
    return { type: "error" };
  };

  return async (question, signal) => {
    const begun = clock.now();
    const answer = await got(question, signal)
      .then((result) => read(question, result))
      .catch((error: unknown): { readonly type: "error" } => {
        log.error("Asking the shop's instalment accounts failed.", {
          ...aboutOf(question),
          why: error instanceof Error ? error.name : typeof error,
        });
        return { type: "error" };
      });
    onOutcome?.({ operation: question.operation, outcome: answer.type, ms: clock.now() - begun });
    return answer;
  };
}

function whyOf(result: Guarded): Readonly<Record<string, unknown>> {
  if (result.type === "busy" || result.type === "broken") return { why: result.type, status: result.status };
  return { why: "why" in result ? result.why : result.type };
}
