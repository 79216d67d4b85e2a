import type { ChatState } from "../chat.ts";
import { fill, type Strings } from "../strings.ts";
import { CloseIcon, PersonIcon, RingIcon } from "./icons.tsx";

interface HeaderProps {
  readonly state: ChatState;
  readonly strings: Strings;
  readonly titleId: string;
  onHuman(): void;
  onClose(): void;
}

/** Who answers, the way to a person, and the way out. */
export function Header({ state, strings, titleId, onHuman, onClose }: HeaderProps) {
  const { owner } = state;
  const isPerson = owner === "assigned";
  const isTaken = isPerson || owner === "waiting" || state.isAskingForHuman;
  const subtitle = place(state, strings) ?? strings[SUBTITLE[owner]];
  const human = isPerson ? strings.humanHere : isTaken ? strings.humanAsked : strings.human;
  return (
    <header class="header">
      <span class="avatar">{isPerson ? <PersonIcon /> : <RingIcon />}</span>
      <div class="who">
        <h2 id={titleId}>{state.session?.bot.name ?? strings.title}</h2>
        <p>{state.session === undefined ? strings.starting : subtitle}</p>
      </div>
      <button type="button" class="human" aria-disabled={isTaken} onClick={() => isTaken || onHuman()}>
        {human}
      </button>
      <button type="button" class="icon close" aria-label={strings.close} onClick={onClose}>
        <CloseIcon />
      </button>
    </header>
  );
}

const SUBTITLE = {
  bot: "withBot",
  waiting: "waiting",
  assigned: "assigned",
  offline: "offline",
  closed: "withBot",
} as const;

/** What there is to tell beyond who answers: the name of the agent, or how long the line is. */
function place({ owner, wait }: ChatState, strings: Strings): string | undefined {
  if (owner === "assigned" && wait.agent !== undefined) return fill(strings.assignedTo, wait);
  if (owner !== "waiting" || wait.place === undefined) return undefined;
  const minutes = Math.ceil((wait.waitMs ?? 0) / 60_000);
  return fill(strings.place, wait) + (minutes > 0 ? fill(strings.minutes, { minutes }) : "");
}
