import type { MessageRow } from "../rows.ts";
import type { Strings } from "../strings.ts";

/** The name of who wrote a message, as the customer knows them. */
export function speakerOf({ from, agent }: MessageRow, botName: string, strings: Strings): string {
  return { customer: strings.you, bot: botName, agent: agent ?? strings.agent, system: strings.title }[from];
}
