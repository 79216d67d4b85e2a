import { useEffect, useRef } from "preact/hooks";
import css from "../../styles/menu.css?inline";
import type { ChatState } from "../chat.ts";
import type { Wording } from "../strings.ts";
import type { Preferences } from "../view/preferences.ts";
import { styledBy } from "./styled.ts";
import { transcriptOf } from "./transcript.ts";
import { type LaterWords, useWords } from "./words.ts";

interface MenuProps {
  readonly state: ChatState;
  readonly wording: Wording;
  readonly preferences: Preferences;
  /** As the text is: by the customer's own wish or by the page's. */
  readonly isLarge: boolean;
  /** Of the button that opened it. */
  readonly labelId: string;
  onPrefer(preferences: Preferences): void;
  onLocale(locale: string): void;
  onClose(): void;
}

/** The languages of the widget, each by its own name. */
const LANGUAGES = [
  { locale: "zh-CN", name: "简体中文" },
  { locale: "zh-TW", name: "繁體中文" },
  { locale: "en", name: "English" },
];

const styled = styledBy(css);

/** How far an arrow key goes; `Home` and `End` go all the way. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What a customer sets for themselves, and takes with them. Arrow keys go through it, Escape closes it. */
export function Menu({
  state,
  wording,
  preferences,
  isLarge,
  labelId,
  onPrefer,
  onLocale,
  onClose,
}: MenuProps) {
  const { locale } = wording;
  const words = useWords(locale);
  const menu = useRef<HTMLDivElement>(null);
  const itemsOf = () => [...(menu.current?.querySelectorAll("button") ?? [])];

  useEffect(() => {
    // Once: a language that is switched leaves the focus where it is.
    if (!menu.current?.contains(focusedBeside(menu.current))) itemsOf()[0]?.focus();
  }, [words]);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      const path = event.composedPath();
      const isInside = path.some((node) => node instanceof Element && node.matches(".menu, .more"));
      if (!isInside) onClose();
    };
    addEventListener("pointerdown", closeOutside);
    return () => removeEventListener("pointerdown", closeOutside);
  }, []);

  function move(event: KeyboardEvent): void {
    const items = itemsOf();
    const step = STEPS[event.key];
    const at = items.indexOf(event.target as HTMLButtonElement);
    if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (step !== undefined) items.at((at + step) % items.length)?.focus();
    else if (event.key === "Home" || event.key === "End") items.at(event.key === "Home" ? 0 : -1)?.focus();
    else return;
    event.stopPropagation();
    event.preventDefault();
  }

  if (words === undefined) return null;
  const { hasSound = false } = preferences;
  return (
    <div
      class="menu"
      role="menu"
      aria-labelledby={labelId}
      ref={(element) => {
        menu.current = element;
        styled(element);
      }}
      onKeyDown={move}
    >
      <Item
        role="menuitemcheckbox"
        isOn={isLarge}
        label={words.largeText}
        onPick={() => onPrefer({ ...preferences, isLarge: !isLarge })}
      />
      <Item
        role="menuitemcheckbox"
        isOn={hasSound}
        label={words.sound}
        onPick={() => onPrefer({ ...preferences, hasSound: !hasSound })}
      />
      <div role="group" aria-label={words.language}>
        {LANGUAGES.map((language) => (
          <Item
            key={language.locale}
            role="menuitemradio"
            isOn={language.locale === locale}
            label={language.name}
            lang={language.locale}
            onPick={() => onLocale(language.locale)}
          />
        ))}
      </div>
      <Item
        role="menuitem"
        label={words.transcript}
        onPick={() => {
          download(state, wording, words);
          onClose();
        }}
      />
    </div>
  );
}

interface ItemProps {
  readonly role: "menuitem" | "menuitemcheckbox" | "menuitemradio";
  readonly label: string;
  readonly isOn?: boolean;
  readonly lang?: string;
  onPick(): void;
}

const Item = ({ role, label, isOn, lang, onPick }: ItemProps) => (
  <button type="button" role={role} aria-checked={isOn} lang={lang} tabIndex={-1} onClick={onPick}>
    <span class="mark" aria-hidden="true">
      {isOn === true && "✓"}
    </span>
    {label}
  </button>
);

function focusedBeside(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : null;
}

function download({ timeline, session }: ChatState, { locale, strings }: Wording, words: LaterWords): void {
  const botName = session?.bot.name ?? strings.title;
  const text = transcriptOf(timeline, { botName, locale, strings, words });
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const day = new Intl.DateTimeFormat("sv-SE").format(Date.now());
  const link = Object.assign(document.createElement("a"), {
    href: url,
    download: `${words.transcriptFile}-${day}.txt`,
  });
  link.click();
  // Some browsers read it only a while after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
