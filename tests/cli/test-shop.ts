import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { contentDir } from "../support/content-dir.ts";
import { runProgram } from "../support/server-process.ts";
import { smallBotFiles } from "../support/small-bot.ts";

/** A bot with two dialogs, each with a test of its own. */
const content = smallBotFiles({
  dialogs: {
    repay: "start: { phrases: [怎么还] }\nsteps:\n  - { id: how, say: 先登录，再付款。 }\n",
    card: "start: { phrases: [换卡] }\nsteps:\n  - { id: how, say: 在「银行卡」里换。 }\n",
  },
});

export const repayTest = `suite: 还款
cases:
  - name: 问怎么还
    talk:
      - me: 怎么还
      - bot: { step: how, text: 先登录，再付款 } # the first thing said
`;
const cardTest = repayTest
  .replaceAll("怎么还", "换卡")
  .replace("还款", "卡")
  .replace("先登录，再付款", "在「银行卡」里换");

/** A folder with that bot, and commands to run on it. `data` holds its model from one test to the next. */
export async function testShop(main: string, data: string) {
  const dir = await contentDir([
    ...content,
    { path: "tests/dialogs/card.test.yaml", text: cardTest },
    { path: "tests/dialogs/repay.test.yaml", text: repayTest },
  ]);
  const at = (file: string): string => path.join(dir, file);
  const start = (...args: readonly string[]) => runProgram(main, args, { CONTENT_DIR: dir, DATA_DIR: data });
  return {
    at,
    read: (file: string): Promise<string> => readFile(at(file), "utf8"),
    write: async (file: string, text: string): Promise<void> => {
      await mkdir(path.dirname(at(file)), { recursive: true });
      await writeFile(at(file), text);
    },
    start,
    run: async (...args: readonly string[]) => {
      const program = start(...args);
      program.child.stdin?.end();
      const code = await program.ended;
      return { code, stdout: program.stdout, stderr: program.stderr };
    },
    git: (...args: readonly string[]): string =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
        cwd: dir,
        encoding: "utf8",
      }),
  };
}
