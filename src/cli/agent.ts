import { type Command, Option } from "commander";
import { accountOf } from "../adapters/http/desk-account.ts";
import { readConfig } from "../config.ts";
import { nearest } from "../content/nearest.ts";
import { AppError } from "../kernel/errors.ts";
import { newAgentRequest, role as roles } from "../protocol/desk-http.ts";
import type { Agent } from "../runtime/desk-ports.ts";
import { askPassword, readPassword } from "./ask-password.ts";
import { placeOf, refuseNoDatabase, withAccounts } from "./open-accounts.ts";
import { print, printJson } from "./print.ts";

/** `fenqi agent`: who may sign in at the desk. All of it works while the server runs. */
export function registerAgent(program: Command): void {
  const agent = program.command("agent").description("say who may sign in at the desk");
  registerAdd(agent);
  registerList(agent);
  registerSwitch(agent, "disable", "sign an agent out everywhere, and let them in no more");
  registerSwitch(agent, "enable", "let an agent in again");
  registerPassword(agent);
}

interface AddOptions {
  readonly name: string;
  readonly role: Agent["role"];
  readonly queues: string;
  readonly capacity: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

function registerAdd(agent: Command): void {
  agent
    .command("add")
    .argument("<login>", "what they sign in with")
    .description("make an account; the password is asked for, and not shown")
    .requiredOption("--name <name>", "what customers and colleagues see")
    .addOption(new Option("--role <role>", "what they may do").choices(roles.options).default("agent"))
    .option("--queues <queues>", "the queues they answer, separated by commas; all when left out", "")
    .option("--capacity <number>", "how many conversations they may have at once", "5")
    .option("--password-stdin", "read the password from standard input")
    .option("--json", "print one JSON document")
    .action(async (login: string, { passwordStdin, json, ...options }: AddOptions) => {
      const given = checked(login, options);
      const config = readConfig(process.env);
      const password = passwordStdin ? await readPassword() : await askPassword();
      const added = await withAccounts(config, (accounts) => accounts.add(undefined, { ...given, password }));
      if (json) printJson(accountOf(added));
      else print(`${added.login} is ${withArticle(added.role)} in ${placeOf(config)}.`);
    });
}

function registerList(agent: Command): void {
  agent
    .command("list")
    .description("say who may sign in at the desk, and who no more")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { readonly json?: true }) => {
      const config = readConfig(process.env);
      refuseNoDatabase(config);
      const agents = await withAccounts(config, (accounts) => accounts.list());
      if (json) printJson(agents.map(accountOf));
      else for (const line of tableOf(agents)) print(line);
    });
}

function registerSwitch(agent: Command, name: "disable" | "enable", description: string): void {
  agent
    .command(name)
    .argument("<login>", "whom")
    .description(description)
    .option("--json", "print one JSON document")
    .action(async (login: string, { json }: { readonly json?: true }) => {
      const config = readConfig(process.env);
      refuseNoDatabase(config);
      const changed = await withAccounts(config, async (accounts) => {
        const { id } = withLogin(await accounts.list(), login);
        return accounts.change(undefined, id, { isDisabled: name === "disable" });
      });
      if (json) printJson(accountOf(changed));
      else print(`${changed.login} may ${name === "disable" ? "not sign in any more" : "sign in again"}.`);
    });
}

function registerPassword(agent: Command): void {
  agent
    .command("password")
    .argument("<login>", "whose")
    .description(
      "give an agent another password, and sign them out everywhere; it is asked for, or read from standard input where there is no terminal",
    )
    .option("--password-stdin", "read the password from standard input, on a terminal too")
    .option("--json", "print one JSON document")
    .action(async (login: string, { passwordStdin, json }: Pick<AddOptions, "passwordStdin" | "json">) => {
      const config = readConfig(process.env);
      refuseNoDatabase(config);
      const { id } = await withAccounts(config, async (accounts) => withLogin(await accounts.list(), login));
      // The database is not kept open for as long as somebody thinks of a password.
      const isPiped = passwordStdin === true || !process.stdin.isTTY;
      const password = isPiped ? await readPassword() : await askPassword();
      const changed = await withAccounts(config, (accounts) => accounts.change(undefined, id, { password }));
      if (json) printJson(accountOf(changed));
      else print(`${changed.login} has another password, and is signed out everywhere.`);
    });
}

/** @throws USAGE naming every option that cannot be what it is */
function checked(login: string, { name, role, queues, capacity }: AddOptions) {
  const parsed = newAgentRequest.omit({ password: true }).safeParse({
    login,
    name,
    role,
    queues: queues.split(",").flatMap((queue) => queue.trim() || []),
    capacity: /^\d+$/u.test(capacity) ? Number(capacity) : Number.NaN,
  });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path: [option], message }) => {
    return `${option === "login" ? "The login" : `--${String(option)}`} cannot be this: ${message}.`;
  });
  throw new AppError("USAGE", lines.join("\n"));
}

function withLogin(agents: readonly Agent[], login: string): Agent {
  const wanted = login.trim().toLowerCase();
  const found = agents.find((agent) => agent.login === wanted);
  if (found !== undefined) return found;
  const meant = nearest(
    wanted,
    agents.map((agent) => agent.login),
  );
  const hint = meant === undefined ? "`fenqi agent list` tells who there is." : `Did you mean "${meant}"?`;
  throw new AppError("USAGE", `There is no agent "${login}". ${hint}`, { login });
}

function tableOf(agents: readonly Agent[]): readonly string[] {
  if (agents.length === 0)
    return ["There is no agent yet. Add one: fenqi agent add LOGIN --name NAME --role admin"];
  const rows = agents.map(({ login, role, capacity, queues, disabledAt, name }) => [
    login,
    role,
    `${capacity} at once`,
    queues.length === 0 ? "all queues" : queues.join(", "),
    name,
    disabledAt === undefined ? "" : `disabled since ${new Date(disabledAt).toISOString()}`,
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function withArticle(role: Agent["role"]): string {
  return role === "supervisor" ? "a supervisor" : `an ${role}`;
}
