import { connectAccounts } from "../../src/adapters/installments/connect-accounts.ts";
import { customers } from "../../src/adapters/installments/sandbox/customers.ts";
import type { Milliseconds } from "../../src/kernel/time.ts";
import type { Published } from "../../src/runtime/content.ts";
import type { Log } from "../../src/runtime/ports.ts";
import { chance } from "../support/chance.ts";
import { silentLog } from "../support/silent-log.ts";
import { smallRuntime } from "../support/small-runtime.ts";
import { type AccountTalk, accountQuestions, haveTalk } from "./account-talk.ts";
import { passingTime } from "./passing-time.ts";
import { openTroubledShop, type Trouble } from "./shop-trouble.ts";
import { turnEnds } from "./turn-ends.ts";

/** What came of many conversations with a shop that has this trouble. */
export interface TroubledHouse {
  /** In rounds: those of one were had at the same time. */
  readonly rounds: readonly (readonly AccountTalk[])[];
  /** The codes of the turns that failed. */
  readonly failures: readonly string[];
  /** What the runtime logged as errors. */
  readonly errors: readonly string[];
  /** When the shop's systems began to be left in peace, from the start. */
  readonly openings: readonly Milliseconds[];
  /** When each round began, from the start. */
  readonly begun: readonly Milliseconds[];
}

interface Visits {
  readonly published: Published;
  readonly seed: number;
  /** How many conversations, at least. */
  readonly least: number;
}

/** 11:20 in Shanghai. */
const START = Date.parse("2026-03-09T03:20:00Z");

/** Longer than any of these conversations. */
const PROOF_MS = 3_600_000;

const key = { id: "fenqi-1", secret: "a secret that is long enough for all" };

/** All customers of the sandbox come, at the same time, and come again with other questions until it is enough. */
export async function troubledHouse(
  trouble: Trouble,
  { published, seed, least }: Visits,
): Promise<TroubledHouse> {
  const dice = chance(seed).apart(trouble);
  const time = passingTime(START);
  const ends = turnEnds();
  const shop = await openTroubledShop(trouble, { clock: time.clock, key, chance: dice.apart("shop") });
  const errors: string[] = [];
  const openings: Milliseconds[] = [];
  const log: Log = {
    ...silentLog,
    error(message) {
      if (message.includes("not asked for a while")) openings.push(time.clock.now() - START);
    },
  };
  const integrations = connectAccounts(shop.url, {
    authentication: { type: "hmac", keyId: key.id, secret: key.secret },
    clock: time.clientClock,
    timeZone: "Asia/Shanghai",
    proofMs: PROOF_MS,
    log,
  });
  const questions = accountQuestions(published.bot);
  const rounds: (readonly AccountTalk[])[] = [];
  const begun: Milliseconds[] = [];
  for (let talks = 0; talks < least; talks += customers.length) {
    begun.push(time.clock.now() - START);
    // A house of its own for each round: a customer has one conversation there, and it goes on for ever.
    const runtime = await smallRuntime({
      published,
      integrations,
      clock: time.clock,
      observe(moment) {
        time.observe(moment);
        ends.observe(moment);
      },
    });
    const had = customers.map(({ id: customer, orders: [order] }, index) => {
      const number = talks + index;
      const about = dice.apart(`about ${number}`);
      const question = questions[number % questions.length];
      if (question === undefined) throw new Error("No dialog looks at the account.");
      return haveTalk({
        runtime,
        time,
        ends,
        question,
        customer,
        order: about.isLucky(0.3) ? order?.id : undefined,
        chance: dice.apart(`talk ${number}`),
        language: about.isLucky(0.7) ? "zh" : "en",
        inWords: number >= questions.length,
      });
    });
    rounds.push(await time.passUntil(Promise.all(had), shop));
    errors.push(...runtime.log.errors.map(({ message }) => message));
  }
  return { rounds, failures: ends.failures, errors, openings, begun };
}
