import { createAlarm } from "./alarm.ts";

/** Who is writing an answer, as far as is known. */
export type Writer = "bot" | "agent";

export interface Writing {
  /** A message was stored; until the answer comes, or too long has passed, the bot is at it. */
  expectAnswer(): void;
  /** The server says who is writing. */
  heard(from: Writer, isOn: boolean): void;
  /** The answer is there, or nothing more is known. */
  stop(): void;
}

/** An answer takes a second or two; after this long the dots would be a lie. */
const ANSWER_MS = 10_000;
/** Without its end by now, the notice's sender has lost the connection. */
const NOTICE_MS = 30_000;

/** Decides how long the three dots are shown. */
export function createWriting(changed: (writer: Writer | undefined) => void): Writing {
  const overdue = createAlarm(ANSWER_MS, stop);
  const stale = createAlarm(NOTICE_MS, stop);

  function stop(): void {
    overdue.clear();
    stale.clear();
    changed(undefined);
  }

  return {
    stop,
    expectAnswer() {
      overdue.clear();
      overdue.set();
      changed("bot");
    },
    heard(from, isOn) {
      if (!isOn) return stop();
      overdue.clear();
      stale.clear();
      stale.set();
      changed(from);
    },
  };
}
