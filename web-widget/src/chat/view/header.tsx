import { useRef, useState } from "preact/hooks";
import type { ChatState } from "../chat.ts";
import { fill, type Strings, type Wording } from "../strings.ts";
import { CloseIcon, MoreIcon, PersonIcon, RingIcon } from "./icons.tsx";
import { later } from "./later.tsx";
import type { Preferences } from "./preferences.ts";

interface HeaderProps {
  readonly state: ChatState;
  readonly wording: Wording;
  readonly preferences: Preferences;
  readonly isLarge: boolean;
  readonly titleId: string;
  onHuman(): void;
  onPrefer(preferences: Preferences): void;
  onLocale(locale: string): void;
  onClose(): void;
}

const Menu = later(async () => (await import("../later/menu.tsx")).Menu);
const MENU_ID = "more";

/** Who answers, the way to a person, what else there is, and the way out. */
export function Header({ state, titleId, onHuman, onClose, ...menu }: HeaderProps) {
  const { strings } = menu.wording;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
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
      <button
        type="button"
        ref={more}
        id={MENU_ID}
        class="icon more"
        aria-label={strings.menu}
        aria-haspopup="menu"
        aria-expanded={isMenuOpen}
        onClick={() => setMenuOpen(!isMenuOpen)}
      >
        <MoreIcon />
      </button>
      <button type="button" class="icon close" aria-label={strings.close} onClick={onClose}>
        <CloseIcon />
      </button>
      {isMenuOpen && (
        <Menu
          {...menu}
          state={state}
          labelId={MENU_ID}
          onClose={() => {
            setMenuOpen(false);
            more.current?.focus();
          }}
        />
      )}
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
