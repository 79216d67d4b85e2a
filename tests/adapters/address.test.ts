import { describe, expect, test } from "vitest";
import { addressReader } from "../../src/adapters/socket/address.ts";
import { AddressLimits } from "../../src/adapters/socket/address-limits.ts";
import { handClock } from "../support/hand-clock.ts";

const forwarded = (peer: string, chain?: string) => ({
  peer,
  headers: chain === undefined ? {} : { "x-forwarded-for": chain },
});

describe("a connection counts for", () => {
  const read = addressReader(["127.0.0.1", "::1", "10.0.0.0/8", "fd00::/8"]);

  test.each([
    ["its peer, when that is no proxy of ours", "203.0.113.7", undefined, "203.0.113.7"],
    ["its peer, whatever a stranger says", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["whom our proxy names", "127.0.0.1", "203.0.113.7", "203.0.113.7"],
    [
      "the last whom our proxy saw, not whom that one claims to be",
      "127.0.0.1",
      "1.2.3.4, 203.0.113.7",
      "203.0.113.7",
    ],
    ["the first stranger behind a chain of our proxies", "::1", "203.0.113.7, 10.1.2.3", "203.0.113.7"],
    ["the farthest proxy of ours, when there is nobody else", "127.0.0.1", "10.9.9.9, 10.1.2.3", "10.9.9.9"],
    ["our proxy itself, when it names nobody", "10.1.2.3", undefined, "10.1.2.3"],
    ["an IPv4 address, also when it is written as IPv6", "::ffff:203.0.113.7", undefined, "203.0.113.7"],
    ["whom a proxy names that is written as IPv6", "::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"],
    ["a whole network of IPv6", "2001:db8:1:2:3:4:5:6", undefined, "2001:db8:1:2"],
    ["the same network, however it is written", "2001:0db8:0001:0002::9", undefined, "2001:db8:1:2"],
    ["a network with zeros in it", "2001:db8::1", undefined, "2001:db8:0:0"],
    ["what a proxy calls it, when that is no address", "127.0.0.1", "unknown", "unknown"],
    ["nothing that is longer than any address", "127.0.0.1", "x".repeat(500), "x".repeat(45)],
  ])("%s", (_, peer, chain, expected) => {
    expect(read(forwarded(peer, chain))).toBe(expected);
  });

  test("its peer, when no proxy is trusted", () => {
    expect(addressReader([])(forwarded("127.0.0.1", "203.0.113.7"))).toBe("127.0.0.1");
  });
});

describe("one address", () => {
  test("may have so many connections, and another when one of them has closed", () => {
    const limits = new AddressLimits(2, handClock());
    for (let count = 0; count < 2; count++) {
      expect(limits.admitsConnection("a")).toBe(true);
      limits.enter("a");
    }
    expect(limits.admitsConnection("a")).toBe(false);
    expect(limits.admitsConnection("b")).toBe(true);
    limits.leave("a");
    expect(limits.admitsConnection("a")).toBe(true);
  });

  test("may connect again and again, but not without end", () => {
    const clock = handClock();
    const limits = new AddressLimits(10, clock);
    const attempts = (times: number) =>
      Array.from({ length: times }, () => limits.admitsAttempt("a")).filter(Boolean).length;
    expect(attempts(100)).toBe(40);
    clock.advance(10_000);
    expect(attempts(100)).toBe(20);
  });
});
