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
    OTEL_EXPORTER_OTLP_ENDPOINT: "127.0.0.1:4318",
    OTEL_TRACES_SAMPLER_ARG: "10%",
    ALLOWED_ORIGINS: "shop.example",
    PUBLIC_URL: "chat",
    TRUSTED_PROXIES: "everybody",
    DATABASE_URL: "mysql://somebody:s3cret@db.example/fenqi",
    REDIS_URL: "redis.example:6379/s3cret",
  };
  const lines = [
    'PORT is "65536"; expected a whole number from 0 to 65535.',
    'COALESCE_MS is "5001"; expected a whole number from 0 to 5000.',
    'LOG_LEVEL is "loud"; expected silent, error, warn, info or debug.',
    'OTEL_EXPORTER_OTLP_ENDPOINT is "127.0.0.1:4318"; expected an address such as http://127.0.0.1:4318.',
    'OTEL_TRACES_SAMPLER_ARG is "10%"; expected a number from 0 to 1.',
    'ALLOWED_ORIGINS is "shop.example"; expected origins such as https://shop.example, separated by commas.',
    'PUBLIC_URL is "chat"; expected an address such as https://chat.example.',
    'TRUSTED_PROXIES is "everybody"; expected IP addresses or ranges such as 10.0.0.0/8, separated by commas.',
    "DATABASE_URL is set to something; expected an address such as postgres://name@host:5432/fenqi.",
    "REDIS_URL is set to something; expected an address such as redis://host:6379.",
  ];
  const read = () => readConfig(bad);
  for (const line of lines) expect(read).toThrow(line);
  expect(read).not.toThrow("s3cret");
});

test("conversations are kept in PostgreSQL, and news carried by Redis, where they are named", () => {
  const env = { SECRET_KEY: "x".repeat(32) };
  for (const DATABASE_URL of [
    "postgres://name:word@db.example:5432/fenqi",
    "postgresql://db.example/fenqi?ssl=1",
  ]) {
    for (const REDIS_URL of ["redis://127.0.0.1:6379/2", "rediss://:word@redis.example"]) {
      expect(readConfig({ ...env, DATABASE_URL, REDIS_URL })).toMatchObject({ DATABASE_URL, REDIS_URL });
    }
  }
  expect(readConfig({ REDIS_URL: "redis://127.0.0.1" }).DATABASE_URL).toBeUndefined();
});

test("processes that share a database are to share a secret", () => {
  const DATABASE_URL = "postgres://somebody:s3cret@db.example/fenqi";
  for (const env of [{ DATABASE_URL }, { DATABASE_URL, SECRET_KEY: "  " }]) {
    expect(() => readConfig(env)).toThrow(
      /^SECRET_KEY is not set, and DATABASE_URL is; expected at least 32/,
    );
    expect(() => readConfig(env)).not.toThrow("s3cret");
  }
  expect(() => readConfig({ DATABASE_URL, SECRET_KEY: "too-short" })).toThrow(
    "SECRET_KEY is set to something; expected at least 32 characters.",
  );
  expect(readConfig({ DATABASE_URL, SECRET_KEY: "x".repeat(32) }).DATABASE_URL).toBe(DATABASE_URL);
});

test("a secret is never shown, however bad it is", () => {
  for (const env of [
    { SECRET_KEY: "too-short" },
    { METRICS_TOKEN: "too-short" },
    { OTEL_EXPORTER_OTLP_HEADERS: "authorization=%E0%A4%A" },
    { OTEL_EXPORTER_OTLP_HEADERS: "Bearer-without-a-name" },
    { IDENTITY_KEYS: "kid:too-short" },
    { DATABASE_URL: "postgres//u:pw@h" },
    { REDIS_URL: "http://:pw@h" },
  ]) {
    const [[name, value] = []] = [Object.entries(env)[0]];
    expect(() => readConfig(env)).toThrow(`${name} is set to something; expected`);
    expect(() => readConfig(env)).not.toThrow(String(value));
  }
});

test("every setting is described", () => {
  for (const name of Object.keys(readConfig({}))) expect(describeSettings()).toContain(name);
});
