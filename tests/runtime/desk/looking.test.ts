import { expect, test } from "vitest";
import { agentId, conversationId, nodeId } from "../../../src/kernel/ids.ts";
import { Looking, type LookingNotice } from "../../../src/runtime/desk/looking.ts";
import { handClock } from "../../support/hand-clock.ts";

const id = conversationId("c");
const looker = (name: string, isTyping = false) => ({ id: agentId(name), name, isTyping });
const [li, wang] = [looker("Li"), looker("Wang")];

/** Processes that hear each other, as long as they are not deaf. */
function processes(...names: readonly string[]) {
  const clock = handClock();
  const deaf = new Set<Looking>();
  const all: Looking[] = [];
  const notices: LookingNotice[] = [];
  for (const name of names) {
    const looking: Looking = new Looking({
      node: nodeId(name),
      clock,
      timers: clock,
      publish(notice) {
        notices.push(notice);
        for (const other of all) if (other !== looking && !deaf.has(other)) other.hear(notice);
      },
    });
    all.push(looking);
    looking.start();
  }
  const told = (looking: Looking): string[] => {
    const lines: string[] = [];
    looking.listen((changed) => lines.push(looking.of(changed).map(wordsOf).join(", ")));
    return lines;
  };
  return { clock, all: all as [Looking, Looking], deaf, notices, told };
}

const wordsOf = ({ name, isTyping }: ReturnType<typeof looker>) => `${name}${isTyping ? " writes" : ""}`;

test("an agent sees at once who else looks at a conversation at another process, writes in it, and leaves it", () => {
  const { all, told } = processes("a", "b");
  const [a, b] = all;
  const seen = told(a);
  a.here(id, [li]);
  b.here(id, [wang]);
  b.here(id, [looker("Wang", true)]);
  b.here(id, []);
  expect(seen).toEqual(["Li", "Li, Wang", "Li, Wang writes", "Li"]);
});

test("an agent with windows at two processes is one who looks, and writes when they write in either", () => {
  const [a, b] = processes("a", "b").all;
  a.here(id, [li, looker("Li", true), li]);
  b.here(id, [li]);
  expect(a.of(id)).toEqual([looker("Li", true)]);
  expect(b.of(id)).toEqual([looker("Li", true)]);
});

test("a process that missed who looks hears of it ten seconds later", () => {
  const { all, deaf, clock } = processes("a", "b");
  const [a, b] = all;
  deaf.add(b);
  a.here(id, [li]);
  deaf.delete(b);
  clock.advance(9_999);
  expect(b.of(id)).toEqual([]);
  clock.advance(1);
  expect(b.of(id)).toEqual([li]);
});

test("who looked at a process that is gone is forgotten after half a minute, and everybody is told", () => {
  const { all, clock, told } = processes("a", "b");
  const [a, b] = all;
  b.here(id, [wang]);
  b.stop();
  const seen = told(a);
  for (let passed = 0; passed < 29_000; passed += 1000) clock.advance(1000);
  expect(a.of(id)).toEqual([wang]);
  clock.advance(1000);
  expect(a.of(id)).toEqual([]);
  expect(seen).toEqual([""]);
});

test("who goes on looking is not forgotten, and nobody is told twice", () => {
  const { all, clock, told } = processes("a", "b");
  const [a, b] = all;
  b.here(id, [wang]);
  const seen = told(a);
  for (let passed = 0; passed < 120_000; passed += 1000) clock.advance(1000);
  b.here(id, [wang]);
  expect(a.of(id)).toEqual([wang]);
  expect(seen).toEqual([]);
});

test("a conversation that nobody has open is told of no more", () => {
  const { all, clock, notices } = processes("a", "b");
  all[0].here(id, [li]);
  all[0].here(id, []);
  expect(notices.at(-1)).toMatchObject({ lookers: [] });
  const before = notices.length;
  clock.advance(10_000);
  expect(notices.length).toBe(before);
});
