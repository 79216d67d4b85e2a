import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { AppError } from "../../kernel/errors.ts";
import type { Passwords } from "../../runtime/account-ports.ts";

/** What a hash costs: 128 · 2^`logN` · `r` bytes of memory, and `p` times the work. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * 64 MB and a third of a second. OWASP's Password Storage Cheat Sheet counts it equal to 2^17 with p = 1, which takes
 * twice the memory.
 */
const COST: ScryptCost = { logN: 16, r: 8, p: 2 };

/** More would take all of a small machine's cores and memory from the customers. */
const MOST_AT_ONCE = 2;

/** They are through within ten seconds; who comes after them is told to try again. */
const MOST_WAITING = 50;

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Passwords as scrypt hashes (RFC 7914) in PHC's string format, `$scrypt$ln=16,r=8,p=2$<salt>$<key>`: each tells what it
 * cost, so that the cost can be raised while the old ones are still good.
 */
export function scryptPasswords(cost: ScryptCost = COST): Passwords {
  const slots = new Slots();
  const derive = (password: string, salt: Buffer, { logN, r, p }: ScryptCost): Promise<Buffer> =>
    slots.run(
      () =>
        new Promise((resolve, reject) => {
          const N = 2 ** logN;
          // Node refuses what needs more memory than it is told of; twice the working set leaves room for its own.
          scrypt(comparable(password), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
            error === null ? resolve(key) : reject(error),
          );
        }),
    );
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return written(cost, salt, await derive(password, salt, cost));
    },
    async verify(password, hash) {
      const kept = hash === undefined ? undefined : read(hash);
      const { salt, key, ...its } = kept ?? {
        ...cost,
        salt: randomBytes(SALT_BYTES),
        key: Buffer.alloc(KEY_BYTES),
      };
      const isSame = timingSafeEqual(await derive(password, salt, its), key);
      return isSame && kept !== undefined;
    },
    isOutdated(hash) {
      const { logN, r, p } = read(hash);
      return logN !== cost.logN || r !== cost.r || p !== cost.p;
    },
  };
}

/** A keyboard for Chinese may type ａ for a: the same password, as NIST SP 800-63B §5.1.1.2 has it. */
function comparable(password: string): string {
  return password.normalize("NFKC");
}

interface Kept extends ScryptCost {
  readonly salt: Buffer;
  readonly key: Buffer;
}

function written({ logN, r, p }: ScryptCost, salt: Buffer, key: Buffer): string {
  const [saltText, keyText] = [salt, key].map((bytes) => bytes.toString("base64").replace(/=+$/u, ""));
  return `$scrypt$ln=${logN},r=${r},p=${p}$${saltText}$${keyText}`;
}

function read(hash: string): Kept {
  const [, logN, r, p, salt = "", keyText = ""] =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)$/u.exec(hash) ?? [];
  const key = Buffer.from(keyText, "base64");
  if (key.length !== KEY_BYTES)
    throw new Error("The stored hash of a password is not one that was made here.");
  return { logN: Number(logN), r: Number(r), p: Number(p), salt: Buffer.from(salt, "base64"), key };
}

/** Lets so many pieces of work run at once; the others wait in line. */
class Slots {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < MOST_AT_ONCE) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      // Whoever waits gets the place itself, so that nobody who comes now is before them.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= MOST_WAITING) {
      throw new AppError("TOO_MANY_REQUESTS", "Too many passwords are being checked. Try again in a moment.");
    }
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }
}
