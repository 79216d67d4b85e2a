import type { ChatState } from "../chat.ts";
import type { Strings } from "../strings.ts";
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
  const subtitle =
    owner === "assigned" || owner === "waiting" || owner === "offline" ? strings[owner] : strings.withBot;
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
