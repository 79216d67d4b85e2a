import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    // Builds nothing, but trains the real bot once for all test files.
    globalSetup: ["tests/support/global-setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Processes, not threads: native modules (SQLite, jieba) are loaded afresh, and a crash names its file.
    pool: "forks",
    maxWorkers: 2,
  },
});
