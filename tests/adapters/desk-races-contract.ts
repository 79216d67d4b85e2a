import { describe, expect, test } from "vitest";
import type { Agent } from "../../src/runtime/desk-ports.ts";
import type { ConversationRecord } from "../../src/runtime/ports.ts";
import { type Chance, chance } from "../support/chance.ts";
import type { Database, Process } from "../support/databases.ts";
import { botSays, customerSays, openNew, turnOn } from "../support/log-events.ts";
import {
  addAgent,
  agentSays,
  assignedTo,
  changeTo,
  type Desks,
  loadsOf,
  moveTo,
  openAssigned,
  openDesks,
  openWaiting,
  waiting,
} from "./desk-builders.ts";

/** What every store promises when much happens at once, at several processes. Run it on each database. */
export function describeDeskRaces(name: string, makeDatabase: () => Promise<Database>): void {
  const claim = ({ desk }: Process, record: ConversationRecord, agent: Agent) =>
    desk.move(record.id, changeTo(record, assignedTo(agent)), { agent: agent.id, most: agent.capacity });

  describe(`${name}: at once`, () => {
    test("two agents claim one conversation, and one of them has it", async () => {
      const desks = await openDesks(makeDatabase);
      const { first, second } = desks;
      const [ann, ben] = [await addAgent(first.desk), await addAgent(first.desk)];
      for (let round = 0; round < 25; round++) {
        const record = await openWaiting(first);
        const outcomes = await Promise.all([claim(first, record, ann), claim(second, record, ben)]);
        expect(outcomes.map(({ type }) => type).sort()).toEqual(["committed", "moved"]);
        const winner = outcomes[0].type === "committed" ? ann : ben;
        const stored = (await second.find(record.id)) ?? expect.unreachable("no conversation");
        expect(stored).toMatchObject({ version: 2, last: 3, state: { agent: { id: winner.id } } });
        await moveTo(second, stored, { phase: "closed", at: 5000 });
      }
    });

    test("20 agents claim what they can of 200 conversations, and nobody has more than they may", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const agents = await Promise.all(Array.from({ length: 20 }, () => addAgent(first.desk)));
      const records = await Promise.all(Array.from({ length: 200 }, () => openWaiting(first)));
      // What the others have at most is not among so many.
      const choices = chance(42);
      const claims = agents.flatMap((agent) =>
        shuffled(records, choices)
          .slice(0, 100)
          .map((record, index) => claim(index % 2 === 0 ? first : second, record, agent)),
      );
      const ids = agents.map(({ id }) => id);
      const beats = [first, second].map(({ desk }) => desk.agents.keepPresent(ids, 60_000));
      const outcomes = await Promise.all(claims);
      await Promise.all(beats);

      const committed = outcomes.flatMap((outcome) => (outcome.type === "committed" ? [outcome] : []));
      expect(committed).toHaveLength(100);
      expect(new Set(committed.map(({ record }) => record.id)).size).toBe(100);
      expect(outcomes.filter(({ type }) => type === "full").length).toBeGreaterThan(0);
      expect(new Set(outcomes.map(({ type }) => type))).toEqual(new Set(["committed", "moved", "full"]));
      expect(await loadsOf(first.desk)).toEqual(new Map(agents.map(({ id, capacity }) => [id, capacity])));
      const present = await second.desk.agents.present();
      expect(present.map(({ load }) => load)).toEqual(agents.map(() => 5));
      for (const { record } of committed.slice(0, 10)) {
        const log = await second.events(record.id, { limit: 10 });
        expect(log.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(["1 message", "2 handoff", "3 handoff"]);
      }
    }, 60_000);

    test("conversations come and go, and an agent never has more than they may", async () => {
      const desks = await openDesks(makeDatabase);
      const { first, second } = desks;
      const ann = await addAgent(first.desk, { capacity: 3 });
      const records = await Promise.all(Array.from({ length: 12 }, () => openWaiting(first)));
      let most = 0;
      const takeAndGive = async (process: Process, record: ConversationRecord) => {
        let now = record;
        for (let round = 0; round < 8; round++) {
          const claimed = await claim(process, now, ann);
          if (claimed.type !== "committed") continue;
          most = Math.max(most, (await loadsOf(first.desk)).get(ann.id) ?? 0);
          now = await moveTo(process, claimed.record, waiting());
        }
      };
      await Promise.all(
        records.map((record, index) => takeAndGive(index % 2 === 0 ? first : second, record)),
      );
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(3);
      expect(await loadsOf(first.desk)).toEqual(new Map());
    }, 30_000);

    test("the bot answers and a person takes over, 1,000 times: it never speaks after that", async () => {
      const desks = await openDesks(makeDatabase);
      const ann = await addAgent(desks.first.desk, { capacity: 10_000 });
      const choices = chance(7);
      const wins = { bot: 0, agent: 0 };
      for (let batch = 0; batch < 20; batch++) {
        const winners = await Promise.all(Array.from({ length: 50 }, () => race(desks, ann, choices)));
        for (const winner of winners) wins[winner] += 1;
      }
      expect(wins.bot + wins.agent).toBe(1000);
      expect(wins.bot).toBeGreaterThan(0);
      expect(wins.agent).toBeGreaterThan(0);
    }, 120_000);

    test("an agent writes and loses the conversation: what is stored was written before", async () => {
      const desks = await openDesks(makeDatabase);
      const { first, second } = desks;
      const [ann, ben] = [await addAgent(first.desk), await addAgent(first.desk)];
      const choices = chance(9);
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, async () => {
          const record = await openAssigned(first, ann);
          const write = () => first.desk.append(record.id, agentSays("您好", ann), ann.id);
          const take = () => second.desk.move(record.id, changeTo(record, assignedTo(ben)));
          const written = await inSomeOrder(choices, write, take);
          const log = (await first.events(record.id, { after: record.last, limit: 10 })).map(
            ({ kind }) => kind,
          );
          expect(log).toEqual(written.type === "stored" ? ["message", "handoff"] : ["handoff"]);
          return written.type;
        }),
      );
      expect(new Set(outcomes)).toEqual(new Set(["stored", "not theirs"]));
    }, 30_000);
  });
}

/** The bot's turn, and a claim that was computed on the same state. Returns whose was stored. */
async function race({ first, second }: Desks, ann: Agent, choices: Chance): Promise<"bot" | "agent"> {
  const record = await openNew(first);
  await first.receive(record.id, customerSays("怎么还款"), true);
  const hasRoom = choices.isLucky(0.5) ? { agent: ann.id, most: ann.capacity } : undefined;
  const turn = turnOn(record, { pays: 1, events: [botSays("第一步"), botSays("第二步")] });
  const answer = () => first.commitTurn(record.id, turn);
  const take = () => second.desk.move(record.id, changeTo(record, assignedTo(ann)), hasRoom);
  const answered = await inSomeOrder(choices, answer, take);
  const log = await second.events(record.id, { limit: 10 });
  const after = log.map(({ from }) => from).join(" ");
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(after).toBe(answered.type === "committed" ? "customer bot bot" : "customer system");
  return answered.type === "committed" ? "bot" : "agent";
}

/** Does one after the other, or both at once, of which one may begin a little later. Returns what the first came to. */
async function inSomeOrder<One>(
  choices: Chance,
  one: () => Promise<One>,
  other: () => Promise<unknown>,
): Promise<One> {
  const order = choices.oneOf(["one", "other", "both", "both"]);
  const ticks = choices.whole(-2, 2);
  const later = async <Result>(count: number, begin: () => Promise<Result>): Promise<Result> => {
    for (let tick = 0; tick < count; tick++) await new Promise((resolve) => void setImmediate(resolve));
    return begin();
  };
  if (order === "other") await other();
  const outcome = later(ticks, one);
  await Promise.all([outcome, order === "both" && later(-ticks, other)]);
  if (order === "one") await other();
  return outcome;
}

function shuffled<Item>(items: readonly Item[], choices: Chance): readonly Item[] {
  return items
    .map((item) => ({ item, place: choices.whole(0, 1_000_000) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
