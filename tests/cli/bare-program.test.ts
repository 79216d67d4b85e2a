import { CommanderError } from "commander";
import { afterEach, expect, test, vi } from "vitest";
import { bareProgram } from "../../src/cli/bare-program.ts";
import { registerStart } from "../../src/cli/start.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("a command line with one command refuses what it does not know as the whole one does", async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const program = bareProgram();
  registerStart(program);
  const parsing = program.parseAsync(["start", "--fast"], { from: "user" });
  await expect(parsing).rejects.toThrow(CommanderError);
  expect(written.join("")).toContain("unknown option '--fast'");
  expect(written.join("")).toContain("fenqi <command> --help");
});
