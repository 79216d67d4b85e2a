/**
 * Writes recorded conversations to a file, and trains the model that replays them, so that training is in no figure:
 * those of the dialog tests, over and over. Started by run.js with the file and how many.
 *
 * @typedef {{ conversations: number, tests: number, turns: number, bytes: number }} Recorded
 * @typedef {import("../../src/regression/replay/recorded.ts").RecordedConversation} RecordedConversation
 */
import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { publication, recordedByTests } from "./built.js";

const [file = "", wanted = ""] = process.argv.slice(2);
const { bot, understand } = await publication();
const { conversations: tests } = await recordedByTests(bot, understand);

let turns = 0;
const out = await open(file, "w");
const conversations = Number(wanted);
for (let index = 0; index < conversations; index++) {
  const test = tests[index % tests.length];
  if (test === undefined) throw new Error("There are no dialog tests.");
  turns += test.turns.length;
  await out.write(`${JSON.stringify(inOtherWords(test, Math.floor(index / tests.length)))}\n`);
}
await out.close();
/** @type {Recorded} */
const recorded = { conversations, tests: tests.length, turns, bytes: statSync(file).size };
process.send?.(JSON.stringify(recorded));

/**
 * Customers do not all write the same, and a text that was understood before costs nothing: each round ends its texts in
 * marks of its own, which change no meaning.
 *
 * @param {RecordedConversation} conversation
 * @param {number} round
 * @returns {RecordedConversation}
 */
function inOtherWords(conversation, round) {
  const marks = [...round.toString(3)].map((digit) => "。！~"[Number(digit)]).join("");
  return {
    ...conversation,
    id: `${conversation.id} ${round}`,
    turns: conversation.turns.map((turn) =>
      turn.cause.type === "said" && round > 0
        ? { ...turn, cause: { type: "said", text: turn.cause.text + marks } }
        : turn,
    ),
  };
}
