import { rowsOf } from "../rows.ts";
import { fill, type Strings } from "../strings.ts";
import type { Timeline } from "../timeline.ts";
import { noticeOf } from "../view/notice.ts";
import { speakerOf } from "../view/speaker.ts";
import type { LaterWords } from "./words.ts";

interface Spoken {
  readonly botName: string;
  /** BCP 47. */
  readonly locale: string;
  readonly strings: Strings;
  readonly words: LaterWords;
}

/** The conversation as plain text: who said what and when, in the customer's time zone. */
export function transcriptOf(timeline: Timeline, { botName, locale, strings, words }: Spoken): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const lines = rowsOf(timeline).flatMap((row) => {
    if (row.type === "day") return [];
    const at = time.format(row.at);
    if (row.type === "notice") return [`${at}  — ${noticeOf(row, strings)} —`];
    const { body } = row;
    const said = [
      body.type === "image" ? words.transcriptImage : "",
      body.type === "image" && body.text === body.alt ? "" : body.text,
      ...(body.type === "steps" ? body.items.map((item, index) => `${index + 1}. ${item}`) : []),
      row.status === "failed" ? words.transcriptUnsent : "",
    ];
    return [`${at}  ${speakerOf(row, botName, strings)}`, ...said.filter((line) => line !== ""), ""];
  });
  // Windows' editor takes a file without a mark at its beginning for one in another encoding.
  return `\uFEFF${fill(words.transcriptTitle, { name: botName })}\n\n${lines.join("\n")}\n`.replace(
    /\n/gu,
    "\r\n",
  );
}
