import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { deployed, envFile, settingNames } from "./manifests.ts";
import { DEPLOY } from "./nginx.ts";

const page = deployed("README.md");

test("deploy/README.md links to what is there", () => {
  const links = [...page.matchAll(/\]\(([^)#\s]+)/gu)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(path.join(DEPLOY, link)))).toEqual([]);
  expect(links.length).toBeGreaterThan(10);
});

test("deploy/README.md tells of everything in its folder", () => {
  const files = readdirSync(DEPLOY).filter(
    (file) => !/^(README\.md|\.gitignore|\.env|.*\.dockerignore)$/u.test(file),
  );
  expect(files.filter((file) => !page.includes(file))).toEqual([]);
  expect(files).toContain("compose.yaml");
});

test("deploy/README.md speaks of settings that there are", () => {
  const named = [...page.matchAll(/`([A-Z]+_[A-Z_]+|HOST|PORT)`/gu)].map(([, name = ""]) => name);
  expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
  expect(named).toEqual(
    expect.arrayContaining(["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "TRUSTED_PROXIES"]),
  );
});

test("deploy/README.md says of the example files what they hold", () => {
  const secrets = Object.entries(envFile(deployed(".env.example"))).filter(([name]) =>
    /PASSWORD|SECRET/u.test(name),
  );
  expect(secrets.map(([, value]) => value)).toEqual(["", "", ""]);
  expect(page).toContain("three secrets, two addresses");
});
