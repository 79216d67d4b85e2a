import { afterAll, describe, expect, test } from "vitest";
import { customers } from "../../src/adapters/installments/sandbox/customers.ts";
import type { MessageBody } from "../../src/protocol/event.ts";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import { realBot } from "../support/real-bot.ts";
import { type AccountTalk, accountQuestions, type TalkTurn } from "./account-talk.ts";
import { type Trouble, troubles } from "./shop-trouble.ts";
import { shownFlaws } from "./shown-flaws.ts";
import { figuresOf, type TalkFigures, tableOf } from "./talk-figures.ts";
import { type TroubledHouse, troubledHouse } from "./troubled-house.ts";

// All customers of the sandbox talk to the real bot about everything that it looks up, while what it asks is not well: in
// virtual time, and over real connections. How many conversations there are, for each trouble, says FENQI_CHAOS_TALKS; what
// is drawn, FENQI_CHAOS_SEED.

const TALKS = Number(process.env["FENQI_CHAOS_TALKS"] || 60);
const SEED = Number(process.env["FENQI_CHAOS_SEED"] || 7);

const published = await realBot();
const figures = new Map<Trouble, TalkFigures>();
const questions = accountQuestions(published.bot);

/** Words of the shop's that are shown as they came. */
const told = customers.flatMap(({ orders, methods }) => [
  ...orders.map(({ goods }) => goods),
  ...methods.flatMap(({ bank }) => bank ?? []),
]);

afterAll(() => console.log(tableOf(figures)));

const turnsOf = (talks: readonly AccountTalk[]) => talks.flatMap(({ turns }) => turns);

const answersIn = ({ events }: TalkTurn): readonly LoggedEvent[] =>
  events.filter(({ from }) => from === "bot" || from === "system");

const messagesIn = (turn: TalkTurn): readonly MessageBody[] =>
  answersIn(turn).flatMap(({ body }) => ("text" in body ? [body as MessageBody] : []));

const dialogsIn = ({ events }: TalkTurn) => events.flatMap(({ inside }) => inside?.origin?.dialog ?? []);

/** What the deadlines of the actions add up to. */
const patienceIn = ({ calls }: TalkTurn) =>
  calls.reduce((sum, { action }) => sum + (published.bot.actions.get(action)?.timeoutMs ?? 0), 0);

describe.each(troubles)(`seed ${SEED}, when the trouble of the shop's systems is: %s`, (trouble) => {
  test("every conversation ends in help or with a person, in time, and in words for people", async () => {
    const house = await troubledHouse(trouble, {
      published,
      seed: SEED,
      least: Math.max(TALKS, questions.length),
    });
    const talks = house.rounds.flat();
    figures.set(trouble, figuresOf(talks));

    expect(talks.length).toBeGreaterThanOrEqual(TALKS);
    expect(talks.filter(({ end }) => end === "none")).toEqual([]);
    expect(house.failures).toEqual([]);
    expect(house.errors).toEqual([]);
    for (const turn of turnsOf(talks)) {
      expect(answersIn(turn), JSON.stringify(turn.events)).not.toEqual([]);
      expect(turn.waitedMs).toBeLessThanOrEqual(patienceIn(turn));
      expect(messagesIn(turn).flatMap((body) => shownFlaws(body, told))).toEqual([]);
    }
    // Nothing was left out.
    const seen = new Set(turnsOf(talks).flatMap(dialogsIn));
    expect(questions.filter(({ dialog }) => !seen.has(dialog))).toEqual([]);
    expectCircuit(trouble, house);
  }, 120_000);
});

/** Where nothing can be had, nobody waits for it once that is known, but for one now and then who tries. */
function expectCircuit(trouble: Trouble, { rounds, begun, openings }: TroubledHouse): void {
  if (trouble === "none") expect(openings).toEqual([]);
  if (trouble !== "down" && trouble !== "black hole") return;
  const [known = Number.POSITIVE_INFINITY, ...tries] = openings;
  const later = rounds.filter((_, round) => (begun[round] ?? 0) > known).flat();
  const calls = turnsOf(later).flatMap((turn) => turn.calls);
  expect(calls.length).toBeGreaterThan(tries.length);
  expect(calls.filter(({ ms }) => ms > 0).length).toBeLessThanOrEqual(tries.length);
}
