import type { Chat, ChatState } from "../chat.ts";
import type { Locale, Strings } from "../strings.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { Log } from "./log.tsx";

interface PanelProps {
  readonly state: ChatState;
  readonly chat: Chat;
  readonly strings: Strings;
  readonly locale: Locale;
  readonly isShown: boolean;
  /** Whether the panel covers the whole screen, so that the page behind it is out of reach. */
  readonly isModal: boolean;
  onClose(): void;
}

const TITLE_ID = "title";

/** The whole chat window. */
export function Panel({ state, chat, strings, locale, isShown, isModal, onClose }: PanelProps) {
  return (
    <section
      class="panel"
      role="dialog"
      aria-labelledby={TITLE_ID}
      aria-modal={isModal}
      tabIndex={-1}
      hidden={!isShown}
      lang={locale === "zh" ? "zh-CN" : "en"}
      onKeyDown={(event) => {
        // Escape closes an input method's list of candidates first.
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Header
        state={state}
        strings={strings}
        titleId={TITLE_ID}
        onHuman={chat.askForHuman}
        onClose={onClose}
      />
      <div role="status">{state.link === "lost" && <p class="banner">{strings.lost}</p>}</div>
      <Log state={state} chat={chat} strings={strings} locale={locale} isShown={isShown} />
      <Composer strings={strings} onSay={chat.say} onTyping={chat.typing} />
    </section>
  );
}
