import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { agentSecrets } from "../../src/adapters/auth/agent-secrets.ts";
import { scryptPasswords } from "../../src/adapters/auth/passwords.ts";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { askPassword } from "../../src/cli/ask-password.ts";
import { createProgram } from "../../src/cli/program.ts";
import { openDatabase } from "../../src/database.ts";
import { agentAccount } from "../../src/protocol/desk-http.ts";
import { Accounts } from "../../src/runtime/accounts.ts";
import { newNode } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram } from "../support/server-process.ts";
import { describeWithPostgres } from "../support/services.ts";

const PASSWORD = "a harbour at dawn";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

/** Runs `fenqi agent …` to its end, with this on standard input. */
async function agent(env: Readonly<Record<string, string>>, args: readonly string[], input = "") {
  const command = runProgram(program.main, ["agent", ...args], env);
  command.child.stdin?.end(input);
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

/** Runs what needs no standard input, here; returns what it prints. */
async function here(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await createProgram().parseAsync(["agent", ...args], { from: "user" });
  } finally {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
  return written.join("");
}

const add = (env: Readonly<Record<string, string>>, login: string, ...options: readonly string[]) =>
  agent(env, ["add", login, "--name", login.toUpperCase(), "--password-stdin", ...options], `${PASSWORD}\n`);

/** What a server that runs on this database lets agents do. */
async function serverOn(config: { readonly DATA_DIR: string; readonly DATABASE_URL?: string }) {
  const { store, desk } = await openDatabase(config, newNode(), () => {});
  onTestFinished(() => store.close());
  const around = {
    store: desk.agents,
    passwords: scryptPasswords(),
    secrets: agentSecrets,
    clock: systemClock,
  };
  const accounts = new Accounts(around);
  const signIn = (password = PASSWORD) =>
    accounts.signIn({ login: "ada", password }, { address: "203.0.113.7", browser: "" });
  const trail = () => desk.agents.auditTrail({ limit: 100 });
  return { accounts, signIn, trail };
}

describe("fenqi agent", () => {
  test("makes an account that signs in at the server that runs, and shuts it there", async () => {
    const env = { DATA_DIR: await scratchDir() };
    const { accounts, signIn } = await serverOn(env);
    const added = await add(env, "Ada", "--role", "admin", "--queues", "fraud, repay", "--capacity", "3");
    expect(added).toEqual({
      code: 0,
      stdout: `ada is an admin in ${join(env.DATA_DIR, "fenqi.sqlite")}.\n`,
      stderr: "",
    });
    const { token, agent: ada } = await signIn();
    expect(ada).toMatchObject({ name: "ADA", role: "admin", queues: ["fraud", "repay"], capacity: 3 });

    await expect(here(env, "disable", "ada")).rejects.toThrow('"ada" is the only admin');
    await add(env, "bo", "--role", "admin");
    expect(await here(env, "disable", "ada")).toBe("ada may not sign in any more.\n");
    await expect(accounts.check(token)).rejects.toMatchObject({ code: "SIGNED_OUT" });
    await expect(signIn()).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    expect(await here(env, "enable", "ADA")).toBe("ada may sign in again.\n");
    await signIn();
  }, 60_000);

  test("says who there is, to people and to programs", async () => {
    const env = { DATA_DIR: await scratchDir() };
    const ada = await add(env, "ada", "--role", "supervisor", "--json");
    await add(env, "bo", "--queues", "repay");
    await here(env, "disable", "bo", "--json");
    const listed = await here(env, "list");
    expect(listed.trim().split("\n")).toEqual([
      "ada  supervisor  5 at once  all queues  ADA",
      expect.stringMatching(/^bo {3}agent {7}5 at once {2}repay {7}BO {3}disabled since \d{4}-\S+Z$/u),
    ]);
    const accounts = agentAccount.array().parse(JSON.parse(await here(env, "list", "--json")));
    expect(accounts[0]).toEqual(JSON.parse(ada.stdout));
    expect(accounts[1]).toMatchObject({ login: "bo", disabledAt: expect.any(String) });
    expect(JSON.stringify([ada, listed, accounts])).not.toMatch(/harbour|scrypt/u);
  }, 60_000);

  test("gives an agent another password, and the old one and every session are good for nothing", async () => {
    const env = { DATA_DIR: await scratchDir() };
    const { accounts, signIn, trail } = await serverOn(env);
    await add(env, "ada", "--role", "admin");
    const { token } = await signIn();
    const changed = await agent(env, ["password", "Ada"], "a lighthouse in the fog\n");
    expect(changed).toEqual({
      code: 0,
      stdout: "ada has another password, and is signed out everywhere.\n",
      stderr: "",
    });
    await expect(accounts.check(token)).rejects.toMatchObject({ code: "SIGNED_OUT" });
    await expect(signIn()).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    expect((await signIn("a lighthouse in the fog")).agent.login).toBe("ada");
    expect(await trail()).toContainEqual(
      expect.objectContaining({ action: "change agent", about: { agent: "ada", password: "changed" } }),
    );
    expect(JSON.stringify(await trail())).not.toContain("lighthouse");
  }, 60_000);

  test("keeps the old password when the new one is refused, or nobody has the login", async () => {
    const env = { DATA_DIR: await scratchDir() };
    const { accounts, signIn } = await serverOn(env);
    await add(env, "ada", "--role", "admin");
    const { token } = await signIn();
    const weak = await agent(env, ["password", "ada", "--password-stdin"], "password2026\n");
    expect(weak).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("one that many use") });
    const nobody = await agent(env, ["password", "adda"], "a lighthouse in the fog\n");
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "ada"?') });
    expect((await accounts.check(token)).agent.login).toBe("ada");
    expect((await agent({ DATA_DIR: await scratchDir() }, ["password", "ada"])).code).toBe(1);
  }, 60_000);

  test("tells what is wrong with its use", async () => {
    const env = { DATA_DIR: await scratchDir() };
    await add(env, "ada", "--role", "admin");
    const wrong: readonly [readonly string[], string][] = [
      [["add", "bo", "--password-stdin"], "required option '--name <name>'"],
      [["add", "b o", "--name", "Bo"], "The login cannot be this: 2 to 64 of a-z"],
      [["add", "bo", "--name", "Bo", "--role", "boss"], "Allowed choices are agent, supervisor, admin"],
      [["add", "bo", "--name", "Bo", "--capacity", "many"], "--capacity cannot be this"],
      [["add", "bo", "--name", " "], "--name cannot be this"],
      [["add", "bo", "--name", "Bo"], "--password-stdin"],
      [["disable", "adda"], 'There is no agent "adda". Did you mean "ada"?'],
      [["enable", "zzzzzzzz"], "`fenqi agent list` tells who there is."],
      [["remove", "ada"], "unknown command"],
    ];
    for (const [args, message] of wrong) await expect(here(env, ...args)).rejects.toThrow(message);
  }, 60_000);

  test("exits 2 on wrong use", async () => {
    const env = { DATA_DIR: await scratchDir() };
    const long = await agent(env, ["add", "bo", "--name", "Bo", "--password-stdin"], "x".repeat(5000));
    expect(long).toEqual({ code: 2, stdout: "", stderr: "Standard input holds more than a password.\n" });
    expect((await agent(env, ["add", "bo"])).code).toBe(2);
  }, 60_000);

  test("tells of what does not come to pass, and exits 1", async () => {
    const env = { DATA_DIR: await scratchDir() };
    expect(await agent(env, ["list"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Set DATA_DIR"),
    });
    expect(existsSync(join(env.DATA_DIR, "fenqi.sqlite"))).toBe(false);
    const weak = await agent(env, ["add", "ada", "--name", "Ada", "--password-stdin"], "password2026\r\n");
    expect(weak).toMatchObject({ code: 1, stderr: expect.stringContaining("one that many use") });
    expect(await here(env, "list")).toContain("There is no agent yet.");
    await add(env, "ada");
    const taken = await add(env, "ada");
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('has the login "ada" already') });
  }, 60_000);
});

describeWithPostgres("fenqi agent on PostgreSQL", (freshDatabase) => {
  test("makes an account that signs in at the servers that run there", async () => {
    const env = {
      DATA_DIR: await scratchDir(),
      DATABASE_URL: await freshDatabase(),
      SECRET_KEY: "a secret of the servers, long enough for HS256",
    };
    const { signIn } = await serverOn(env);
    expect((await add(env, "ada", "--role", "admin")).stdout).toBe(
      "ada is an admin in the database of DATABASE_URL.\n",
    );
    expect((await signIn()).agent).toMatchObject({ login: "ada", role: "admin" });
  }, 60_000);
});

describe("a password that is asked for", () => {
  /** Types this on a terminal. */
  async function type(...chunks: readonly string[]) {
    const modes: boolean[] = [];
    const setRawMode = (isRaw: boolean) => modes.push(isRaw);
    const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
    let shown = "";
    const screen = { write: (text: string) => (shown += text) };
    const asked = askPassword({ keys, screen });
    for (const chunk of chunks) keys.write(chunk);
    keys.end();
    const answer = await asked.catch((error: unknown) => error);
    return { answer, shown, modes };
  }

  test("is not shown, however it is typed or pasted", async () => {
    const typed = await type("a har", "bour\r", "a harbour\r");
    expect(typed).toEqual({
      answer: "a harbour",
      shown: "Password, not shown: \nOnce more: \n",
      modes: [true, false],
    });
    expect((await type("海上 明月\n海上 明月\n")).answer).toBe("海上 明月");
  });

  test("is corrected by the backspace, and by no arrow", async () => {
    const { answer } = await type("harx\u007f😀\bbour\r", "\u001b[A\u001b[3~har\u001bOCbour\r");
    expect(answer).toBe("harbour");
  });

  test("is typed twice, so that a slip shows", async () => {
    expect((await type("harbour\rharbor\r")).answer).toMatchObject({
      code: "USAGE",
      message: "The two passwords are not the same.",
    });
  });

  test("is given up by Ctrl-C, Ctrl-D and the end of the terminal, which is left as it was", async () => {
    for (const keys of [["har\u0003"], ["har\r", "\u0004"], ["har\r"]]) {
      const { answer, modes } = await type(...keys);
      expect(answer).toMatchObject({ code: "USAGE", message: "Stopped: no password was given." });
      expect(modes).toEqual([true, false]);
    }
  });
});
