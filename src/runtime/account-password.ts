import { AppError } from "../kernel/errors.ts";

const LEAST_LENGTH = 12;
const MOST_LENGTH = 256;

/** Of the most common passwords, those that are long enough; without the digits and marks that people put after them. */
const COMMON: ReadonlySet<string> = new Set([
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "1qaz2wsx3edc4rfv",
  "a1b2c3d4e5f6",
  "abc123abc123",
  "abcd1234abcd",
  "administrator",
  "adminadminadmin",
  "asdfghjkl",
  "asdfghjklzxcvbnm",
  "changeme",
  "changemechangeme",
  "correcthorsebatterystaple",
  "customerservice",
  "fenqi",
  "iloveyou",
  "iloveyouforever",
  "kefu",
  "letmein",
  "letmeinletmein",
  "mimamima",
  "p@ssw0rd",
  "p@ssword",
  "passw0rd",
  "password",
  "passwordpassword",
  "q1w2e3r4t5y6",
  "qazwsxedcrfv",
  "qwerasdfzxcv",
  "qwertyuiop",
  "qwertyuiopasdfghjkl",
  "welcome",
  "welcometofenqi",
  "woaini",
  "woainiwoaini",
  "wodemima",
  "zaq12wsxcde3",
  "zaq1xsw2cde3",
  "zxcvbnm",
]);

/**
 * Refuses a password that is too short, or among the first that anybody would try. What it is made of is its owner's
 * business: NIST SP 800-63B §5.1.1.2 asks for length, and for nothing that everybody uses.
 *
 * @throws PASSWORD_WEAK
 */
export function checkPassword(password: string, login: string): void {
  const refused = weakness(password.normalize("NFKC"), login);
  if (refused !== undefined) throw new AppError("PASSWORD_WEAK", refused);
}

function weakness(password: string, login: string): string | undefined {
  const length = [...password].length;
  if (length < LEAST_LENGTH)
    return `The password has ${length} characters; it needs at least ${LEAST_LENGTH}.`;
  if (length > MOST_LENGTH) return `The password is longer than ${MOST_LENGTH} characters.`;
  const lower = password.toLowerCase();
  if (isLogin(lower, login)) return "The password is the login. Take another one.";
  if (isMonotonous(lower)) return "The password only goes on as it begins. Take another one.";
  if (COMMON.has(lower) || COMMON.has(bare(lower)))
    return "The password is one that many use. Take another one.";
  return undefined;
}

function isLogin(password: string, login: string): boolean {
  return password === login || (bare(login) !== "" && bare(password) === bare(login));
}

/** Without the digits and marks at its end. */
function bare(password: string): string {
  return password.replace(/\P{L}+$/u, "");
}

/** Whether it is one short piece again and again, as 111111111111 and 123123123123, or counts on, as 123456789012. */
function isMonotonous(password: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/u.test(password) || isRun(password);
}

/** Each character is the next one after the one before; a digit 9 is followed by 0. */
function isRun(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return [1, -1].some((step) => steps.every((one) => one === step || one === -9 * step));
}
