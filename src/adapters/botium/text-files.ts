import { type ForeignFile } from "../../regression/draft/draft.ts";
import { foreignText, unreadable } from "../../regression/draft/foreign-document.ts";
import type { Convo, ConvoStep, ScriptingMemory, Utterances } from "./convo.ts";
import { stepOf } from "./lines.ts";

const SENDERS: readonly ConvoStep["sender"][] = ["me", "bot", "begin", "end", "include"];

/**
 * Reads `*.convo.txt` and `*.pconvo.txt`: a name, then blocks that begin with `#me`, `#bot` and so on.
 *
 * @throws FILE_UNREADABLE for a block of another name
 */
export function readConvo(file: ForeignFile): Convo {
  const steps: ConvoStep[] = [];
  const head: string[] = [];
  let open: { sender: ConvoStep["sender"]; line: number; lines: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined)
      steps.push(stepOf(open.sender, trimmed(open.lines), { file: file.path, line: open.line }));
  };
  for (const [index, line] of foreignText(file).split("\n").entries()) {
    const written = line.trim();
    if (!written.startsWith("#")) {
      (open?.lines ?? head).push(written);
      continue;
    }
    close();
    const [word = ""] = written.slice(1).trim().split(/\s+/u);
    const sender = SENDERS.find((known) => known === word);
    if (sender === undefined)
      throw unreadable(
        file.path,
        index + 1,
        `"#${word}" is no block of a convo; there are ${SENDERS.map((known) => `#${known}`).join(", ")}`,
      );
    const behind = written.slice(1).trim().slice(word.length).trim();
    // What stands behind #include is what is included; behind #me and #bot, the channel.
    open = { sender, line: index + 1, lines: sender === "include" && behind !== "" ? [behind] : [] };
  }
  close();
  const [name = "", ...description] = head.filter((line) => line !== "");
  return {
    name: name === "" ? baseName(file.path) : name,
    at: { file: file.path, line: 1 },
    ...(description.length === 0 ? {} : { description: description.join("\n") }),
    steps,
  };
}

/** Reads `*.utterances.txt`: a name, and a text on each further line. */
export function readUtterances(file: ForeignFile): Utterances {
  const [name = "", ...texts] = foreignText(file)
    .split("\n")
    .map((line) => line.trim());
  if (name === "") throw unreadable(file.path, 1, "the first line is the name of the utterances");
  return { name, at: { file: file.path, line: 1 }, texts: texts.filter((text) => text !== "") };
}

/** Reads `*.scriptingmemory.txt`: a row of variables, and a row of values for each case. */
export function readMemory(file: ForeignFile): ScriptingMemory {
  const [head = "", ...lines] = foreignText(file).split("\n");
  const names = cellsOf(head).slice(1);
  if (names.length === 0 || names.some((name) => !name.startsWith("$")))
    throw unreadable(file.path, 1, "the first row names variables, as in: | $product | $count");
  const rows = lines.flatMap((line) => {
    if (line.trim() === "") return [];
    const [name = "", ...cells] = cellsOf(line);
    return [
      { name, values: Object.fromEntries(names.map((variable, index) => [variable, cells[index] ?? ""])) },
    ];
  });
  return { name: baseName(file.path), at: { file: file.path, line: 1 }, rows };
}

function cellsOf(line: string): readonly string[] {
  return line.split("|").map((cell) => cell.trim());
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}

function baseName(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.(?:p?convo|utterances|scriptingmemory)\.txt$/u, "");
}
