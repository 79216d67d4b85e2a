import fc from "fast-check";
import { expect, test } from "vitest";
import { connectAccounts } from "../../src/adapters/installments/connect-accounts.ts";
import type { MessageBody } from "../../src/protocol/event.ts";
import { httpShop } from "../adapters/installments/client/http-shop.ts";
import { chance } from "../support/chance.ts";
import { realBot } from "../support/real-bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { smallRuntime } from "../support/small-runtime.ts";
import { accountQuestions, haveTalk } from "./account-talk.ts";
import { type AnyAnswers, anyAnswers, FILLED_IN, textsIn } from "./any-answer.ts";
import { passingTime } from "./passing-time.ts";
import { shownFlaws, textsOf } from "./shown-flaws.ts";
import { turnEnds } from "./turn-ends.ts";

// Customers talk to the real bot about everything that it looks up, and the shop's systems answer anything at all: as agreed,
// with figures and words that nobody has thought of, or wrong in one place or another. How many conversations there are says
// FENQI_ANSWERS; what is drawn, FENQI_ANSWERS_SEED.

const TALKS = Number(process.env["FENQI_ANSWERS"] || 300);
const SEED = Number(process.env["FENQI_ANSWERS_SEED"] || 1);

/** 11:20 in Shanghai. */
const START = Date.parse("2026-03-09T03:20:00Z");

const published = await realBot();
const questions = accountQuestions(published.bot);

const linksIn = (body: MessageBody) =>
  body.type === "text" ? [] : (body.options ?? []).flatMap(({ link }) => link ?? []);

/** What is asked at a path below a customer's, as `AnyAnswers` names it. */
function askedAt(path: string): string {
  const [, , , , what = "", order, more] = path.split("/");
  if (what !== "orders" || order === undefined) return what;
  return more === undefined ? "order" : "link";
}

test("whatever the shop answers, a customer is answered in words for people", async () => {
  const time = passingTime(START);
  const ends = turnEnds();
  let answers: AnyAnswers = { bodies: {}, refused: undefined };
  const shop = await httpShop(({ path }) => {
    const what = askedAt(path);
    const { bodies, refused } = answers;
    if (refused?.what === what) return { status: 404, body: refused.body };
    return { body: JSON.stringify(bodies[what] ?? null) };
  });
  const integrations = connectAccounts(shop.url, {
    authentication: { type: "none" },
    clock: time.clientClock,
    timeZone: "Asia/Shanghai",
    proofMs: Number.POSITIVE_INFINITY,
    log: silentLog,
  });
  const runtime = await smallRuntime({
    published,
    integrations,
    clock: time.clock,
    observe(moment) {
      time.observe(moment);
      ends.observe(moment);
    },
  });
  const came = new Set<string>();
  let number = 0;

  await fc.assert(
    fc.asyncProperty(
      anyAnswers(),
      fc.constantFrom(...questions),
      fc.constantFrom("zh" as const, "en" as const),
      fc.constantFrom("1", undefined),
      fc.nat(),
      async (given, question, language, order, seed) => {
        answers = given;
        number += 1;
        const about = { runtime, time, ends, question, language, order, inWords: false };
        const talk = haveTalk({ ...about, customer: `c-${number}`, chance: chance(seed) });
        const { turns, end } = await time.passUntil(talk, { held: 0 });

        expect(end).not.toBe("none");
        expect(ends.failures).toEqual([]);
        expect(runtime.log.errors).toEqual([]);
        const told = textsIn(given);
        for (const { events, calls } of turns) {
          for (const { action, outcome } of calls) came.add(`${action} ${outcome}`);
          const bodies = events.flatMap(({ from, body }) =>
            from === "bot" && "text" in body ? [body as MessageBody] : [],
          );
          expect(bodies.flatMap((body) => shownFlaws(body, told))).toEqual([]);
          expect(bodies.flatMap(textsOf).filter((text) => text.includes(FILLED_IN))).toEqual([]);
          expect(bodies.flatMap(linksIn).filter((link) => !told.includes(link))).toEqual([]);
        }
      },
    ),
    { numRuns: TALKS, seed: SEED },
  );
  // Neither refused throughout nor well throughout: half of all that may come of a call did.
  const declared = [...published.bot.actions.values()].flatMap(({ id, outcomes }) =>
    Object.keys(outcomes).map((outcome) => `${id} ${outcome}`),
  );
  expect(declared.filter((outcome) => came.has(outcome)).length).toBeGreaterThan(declared.length / 2);
}, 600_000);
