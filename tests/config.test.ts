import { expect, test } from "vitest";
import { describeSettings, readConfig } from "../src/config.ts";

test("nothing needs to be set", () => {
  expect(readConfig({})).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: "./data",
    LOG_LEVEL: "info",
  });
});

test("a variable that is empty counts as not set", () => {
  expect(readConfig({ PORT: "", SECRET_KEY: " ", DATABASE_URL: "" })).toEqual(readConfig({}));
});

test("lists are separated by commas, and origins lose their path", () => {
  const secret = "x".repeat(32);
  const config = readConfig({
    ALLOWED_ORIGINS: "https://shop.example/, http://127.0.0.1:8080",
    IDENTITY_KEYS: `old:${secret},new:${secret}`,
    PUBLIC_URL: "https://chat.example/demo/",
    TRUSTED_PROXIES: "127.0.0.1,10.0.0.0/8",
  });
  expect(config.ALLOWED_ORIGINS).toEqual(["https://shop.example", "http://127.0.0.1:8080"]);
  expect(config.IDENTITY_KEYS).toEqual([`old:${secret}`, `new:${secret}`]);
  expect(config.PUBLIC_URL).toBe("https://chat.example");
  expect(config.TRUSTED_PROXIES).toEqual(["127.0.0.1", "10.0.0.0/8"]);
});

test("every bad value is named with what was expected, all at once", () => {
  const bad = {
    PORT: "65536",
    COALESCE_MS: "5001",
    LOG_LEVEL: "loud",
    ALLOWED_ORIGINS: "shop.example",
    PUBLIC_URL: "chat",
    TRUSTED_PROXIES: "everybody",
    REDIS_URL: "redis://localhost",
  };
  const lines = [
    'PORT is "65536"; expected a whole number from 0 to 65535.',
    'COALESCE_MS is "5001"; expected a whole number from 0 to 5000.',
    'LOG_LEVEL is "loud"; expected silent, error, warn or info.',
    'ALLOWED_ORIGINS is "shop.example"; expected origins such as https://shop.example, separated by commas.',
    'PUBLIC_URL is "chat"; expected an address such as https://chat.example.',
    'TRUSTED_PROXIES is "everybody"; expected IP addresses or ranges such as 10.0.0.0/8, separated by commas.',
  ];
  const read = () => readConfig(bad);
  for (const line of lines) expect(read).toThrow(line);
  expect(read).toThrow("several server processes are not supported yet");
});

test("a secret is never shown, however bad it is", () => {
  for (const env of [
    { SECRET_KEY: "too-short" },
    { IDENTITY_KEYS: "kid:too-short" },
    { DATABASE_URL: "postgres://u:pw@h" },
  ]) {
    const [[name, value] = []] = [Object.entries(env)[0]];
    expect(() => readConfig(env)).toThrow(`${name} is set to something; expected`);
    expect(() => readConfig(env)).not.toThrow(String(value));
  }
});

test("every setting is described", () => {
  for (const name of Object.keys(readConfig({}))) expect(describeSettings()).toContain(name);
});
