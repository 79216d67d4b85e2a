import { AppError } from "../../../kernel/errors.ts";

/**
 * Reads an address that customers' data may be sent to: https, or http that does not leave this machine.
 *
 * @throws {AppError} CONFIG_INVALID, naming the setting and not its value, which may hold a password
 */
export function safeAddress(setting: string, text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined || !isSafe(address) || address.username !== "" || address.password !== "") {
    const line = `${setting} is no address that customers' data may go to; expected https://…, or http://localhost…, without a name or password in it.`;
    throw new AppError("CONFIG_INVALID", line, { settings: [line] });
  }
  return address;
}

function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/u.test(hostname);
}
