import type { Readable } from "node:stream";
import { AppError } from "../kernel/errors.ts";

/** Far more than any password. */
const MOST_INPUT = 4096;

/**
 * The password on standard input: all of it, but for the end of its line.
 *
 * @throws USAGE when it is longer than any password
 */
export async function readPassword(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += String(chunk);
    if (text.length > MOST_INPUT) throw new AppError("USAGE", "Standard input holds more than a password.");
  }
  return text.replace(/\r?\n$/u, "");
}

/**
 * Asks for a new password on the terminal, twice.
 *
 * @throws USAGE when there is no terminal, two different ones were typed, or the person stops it with Ctrl-C or Ctrl-D
 */
export async function askPassword(terminal: Terminal = ownTerminal): Promise<string> {
  if (!terminal.keys.isTTY) {
    throw new AppError(
      "USAGE",
      "There is no terminal to ask for the password on. Pipe it in, and say so: --password-stdin",
    );
  }
  const [password = "", again] = await askSecrets(["Password, not shown: ", "Once more: "], terminal);
  if (password !== again) throw new AppError("USAGE", "The two passwords are not the same.");
  return password;
}

/** A terminal: keys come from it one by one, once it is told so. */
interface Terminal {
  readonly keys: Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };
  readonly screen: { write(text: string): unknown };
}

/** Standard output is for what was asked for. */
const ownTerminal: Terminal = { keys: process.stdin, screen: process.stderr };

const LONGEST_SECRET = 1000;

const [ENTER, CTRL_C, CTRL_D, ESCAPE] = ["\r", "\u0003", "\u0004", "\u001b"];
const BACKSPACE: readonly string[] = ["\b", "\u007f"];

/** Asks for texts that nobody is to read over a shoulder: what is typed is not shown. */
async function askSecrets(
  questions: readonly string[],
  { keys, screen }: Terminal,
): Promise<readonly string[]> {
  const answers: string[] = [];
  let typed = "";
  keys.setRawMode?.(true);
  screen.write(questions[0] ?? "");
  try {
    for await (const key of pressed(keys)) {
      if (key === CTRL_C || key === CTRL_D) break;
      if (BACKSPACE.includes(key)) typed = [...typed].slice(0, -1).join("");
      else if (!/\p{Cc}/u.test(key) && typed.length < LONGEST_SECRET) typed += key;
      if (key !== ENTER) continue;
      answers.push(typed);
      typed = "";
      screen.write(`\n${questions[answers.length] ?? ""}`);
      if (answers.length === questions.length) return answers;
    }
  } finally {
    keys.setRawMode?.(false);
    // Or the program would wait for ever for what is typed next.
    keys.pause();
  }
  screen.write("\n");
  throw new AppError("USAGE", "Stopped: no password was given.");
}

/** Keys one by one, without arrows and the like. What is pasted comes as keys, too. */
async function* pressed(keys: Readable): AsyncGenerator<string> {
  keys.setEncoding("utf8");
  for await (const chunk of keys.iterator({ destroyOnReturn: false })) {
    const [plain = "", ...escaped] = String(chunk).split(ESCAPE);
    const rest = escaped.map((text) => text.replace(/^(?:\[[\d;]*[A-Za-z~]|O[A-Z])/u, ""));
    yield* [plain, ...rest].join("").replaceAll("\n", ENTER);
  }
}
