import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../../../src/adapters/store/sqlite-store.ts";
import { AppError } from "../../../src/kernel/errors.ts";
import { agentId } from "../../../src/kernel/ids.ts";
import type { DeskStore } from "../../../src/runtime/desk-ports.ts";
import { handClock } from "../../support/hand-clock.ts";
import { newNode } from "../../support/log-events.ts";
import { scratchDir } from "../../support/scratch.ts";
import { smallRuntime } from "../../support/small-runtime.ts";

/** What of the desk's store does not answer at present. */
type Fault = "reading rows" | "moving" | "finding the abandoned";

/** A desk with one agent online, on a store of which parts fail; what agents are told of trouble; and a way to let time pass. */
async function faultyDesk() {
  const clock = handClock();
  const node = newNode();
  const store = await openSqliteStore(path.join(await scratchDir(), "fenqi.sqlite"), node, undefined, clock);
  const faults = new Set<Fault>();
  const unless = async <Result>(fault: Fault, work: () => Promise<Result>): Promise<Result> => {
    if (faults.has(fault)) throw new AppError("STORE_UNAVAILABLE", "The database does not answer.");
    return work();
  };
  const { desk } = store;
  const faulty: DeskStore = {
    ...desk,
    rows: (ids) => unless("reading rows", () => desk.rows(ids)),
    move: (...given) => unless("moving", () => desk.move(...given)),
    agents: {
      ...desk.agents,
      abandoned: (limit) => unless("finding the abandoned", () => desk.agents.abandoned(limit)),
    },
  };
  const runtime = await smallRuntime({
    node,
    clock,
    openStore: async () => store,
    desk: { store: faulty, assignment: "auto" },
  });
  const { room } = runtime;
  if (room === undefined) throw new Error("The runtime has no desk.");
  await room.start();
  onTestFinished(() => room.stop());
  const li = { id: agentId("li"), name: "Li" };
  const account = { ...li, login: "li", role: "agent", queues: [], capacity: 5, createdAt: 0 } as const;
  await desk.agents.add(account, "not a hash");
  await desk.agents.setAvailability(li.id, "online");
  await room.presence.arrive(li.id);
  const told: boolean[] = [];
  room.trouble.listen((isOn) => told.push(isOn));
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await runtime.quiet();
      await room.board.settled();
      await room.dispatcher.settled();
    }
  };
  return {
    told,
    isOn: () => room.trouble.isOn,
    break: (fault: Fault) => void faults.add(fault),
    mend: () => faults.clear(),
    async ask() {
      const id = await runtime.open();
      await runtime.say(id, "转人工");
      await settle();
      return id;
    },
    ownerOf: async (id: Parameters<typeof runtime.find>[0]) => (await runtime.find(id)).state.phase,
    async wait(ms: number) {
      for (let passed = 0; passed < ms; passed += 1000) {
        clock.advance(1000);
        await settle();
      }
    },
  };
}

test("agents are told that nobody is assigned while the store takes no moves, and when it takes them again", async () => {
  const desk = await faultyDesk();
  desk.break("moving");
  const id = await desk.ask();
  await desk.wait(6_000);
  expect([await desk.ownerOf(id), desk.told, desk.isOn()]).toEqual(["waiting", [true], true]);
  desk.mend();
  await desk.wait(3_000);
  expect([await desk.ownerOf(id), desk.told, desk.isOn()]).toEqual(["assigned", [true, false], false]);
});

test("agents are told that lists stand still while conversations cannot be read", async () => {
  const desk = await faultyDesk();
  desk.break("reading rows");
  const id = await desk.ask();
  await desk.wait(1_000);
  expect([desk.told, desk.isOn()]).toEqual([[true], true]);
  desk.mend();
  await desk.wait(15_000);
  expect([await desk.ownerOf(id), desk.told]).toEqual(["assigned", [true, false]]);
});

test("agents are told once while several things fail, and that it is over when all of them work", async () => {
  const desk = await faultyDesk();
  desk.break("finding the abandoned");
  await desk.wait(3_000);
  desk.break("moving");
  await desk.ask();
  await desk.wait(3_000);
  expect(desk.told).toEqual([true]);
  desk.mend();
  await desk.wait(5_000);
  expect(desk.told).toEqual([true, false]);
});

test("nobody is told of trouble while everything works", async () => {
  const desk = await faultyDesk();
  await desk.ask();
  await desk.wait(30_000);
  expect([desk.told, desk.isOn()]).toEqual([[], false]);
});
