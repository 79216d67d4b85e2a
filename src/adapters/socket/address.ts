import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Where a connection comes from: the peer of its TCP connection, and the headers of its first request. */
interface Origin {
  readonly peer: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Tells whom a connection counts for: an IPv4 address, or the /64 network of an IPv6 one. */
export type ReadAddress = (origin: Origin) => string;

/**
 * @param trustedProxies IP addresses and CIDR ranges. What one of them says about who comes through it is believed; of a
 *   chain of proxies, the last address that no trusted one vouches for counts.
 */
export function addressReader(trustedProxies: readonly string[]): ReadAddress {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = "", prefix] = entry.split("/");
    if (prefix === undefined) trusted.addAddress(address, familyOf(address));
    else trusted.addSubnet(address, Number(prefix), familyOf(address));
  }
  const isTrusted = (address: string): boolean => trusted.check(address, familyOf(address));

  return ({ peer = "", headers }) => {
    const hops = [peer, ...forwardedFor(headers)];
    const farthest = hops.find((hop) => !isTrusted(hop)) ?? hops.at(-1) ?? "";
    return networkOf(farthest);
  };
}

/** The addresses that proxies noted, the nearest first. */
function forwardedFor(headers: IncomingHttpHeaders): readonly string[] {
  const noted = [headers["x-forwarded-for"] ?? []].flat().join(",");
  return noted
    .split(",")
    .flatMap((part) => part.trim() || [])
    .toReversed();
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}

/** A customer with IPv6 has a whole /64 to themselves, and a new address of it whenever they like. */
function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  // What is no address at all is a proxy's own word for it, such as "unknown".
  if (!isIPv6(address)) return address.slice(0, LONGEST_NAME);
  const [head = "", tail] = address.split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill("0"), ...after].slice(0, 4).join(":");
}

const LONGEST_NAME = 45;

/** The 16-bit groups of a part of an IPv6 address; an IPv4 address at its end stands for two. */
function groupsOf(part: string): readonly string[] {
  if (part === "") return [];
  return part
    .split(":")
    .flatMap((group) => (group.includes(".") ? ["0", "0"] : group.replace(/^0+(?=.)/u, "")));
}
