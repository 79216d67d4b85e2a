/** The one place where commands write what was asked for; progress and complaints go to stderr. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints one JSON document. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Says on stderr what is worth knowing beside what was asked for. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Notes progress of long work, for a person who watches; pipes and logs see nothing of it. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}
