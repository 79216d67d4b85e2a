import { useState } from "preact/hooks";
import type { Chat, ChatState } from "../chat.ts";
import type { PreparedImage } from "../later/prepare-image.ts";
import type { Strings } from "../strings.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { later } from "./later.tsx";
import { Log } from "./log.tsx";
import { loadPreferences, saveLocale, savePreferences } from "./preferences.ts";

interface PanelProps {
  readonly state: ChatState;
  readonly chat: Chat;
  readonly strings: Strings;
  readonly locale: string;
  /** Of the chat server. */
  readonly origin: string;
  readonly isShown: boolean;
  /** Whether the panel covers the whole screen, so that the page behind it is out of reach. */
  readonly isModal: boolean;
  /** Whether the page wants the text large, where the customer has not said how they want it. */
  readonly isLargeByPage: boolean;
  onLocale(locale: string): Promise<void>;
  onClose(): void;
}

const Attachment = later(async () => (await import("../later/attachment.tsx")).Attachment);
const Chime = later(async () => (await import("../later/chime.tsx")).Chime);

const TITLE_ID = "title";

/** The whole chat window. */
export function Panel({ state, chat, strings, locale, origin, isShown, isModal, ...props }: PanelProps) {
  const { isLargeByPage, onLocale, onClose } = props;
  const [preferences, setPreferences] = useState(loadPreferences);
  const [files, setFiles] = useState<readonly File[]>([]);
  const wording = { locale, strings };
  const { isLarge = isLargeByPage, hasSound } = preferences;

  function take(dropped: FileList | undefined | null, event?: Event): void {
    if (!dropped?.length) return;
    event?.preventDefault();
    setFiles([...dropped]);
  }

  const send = ({ blob, width, height }: PreparedImage) => chat.sendImage(blob, width, height);

  return (
    <section
      class={isLarge ? "panel large" : "panel"}
      role="dialog"
      aria-labelledby={TITLE_ID}
      aria-modal={isModal}
      tabIndex={-1}
      hidden={!isShown}
      lang={locale}
      onKeyDown={(event) => {
        // Escape closes an input method's list of candidates first.
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
      onPaste={(event) => take(event.clipboardData?.files, event)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event.dataTransfer?.files, event)}
    >
      <Header
        state={state}
        wording={wording}
        preferences={preferences}
        isLarge={isLarge}
        titleId={TITLE_ID}
        onHuman={chat.askForHuman}
        onPrefer={(preferred) => {
          savePreferences(preferred);
          setPreferences(preferred);
        }}
        onLocale={(chosen) => {
          saveLocale(chosen);
          // Words that do not come leave the panel as it is, and the next page has them.
          onLocale(chosen).catch(() => {});
        }}
        onClose={onClose}
      />
      <div role="status">{state.link === "lost" && <p class="banner">{strings.lost}</p>}</div>
      <Log {...wording} state={state} chat={chat} origin={origin} isShown={isShown} />
      {files.length > 0 && <Attachment files={files} locale={locale} onPrepared={send} />}
      {hasSound && <Chime unread={state.unread} isSettled={state.isSettled} />}
      <Composer {...wording} state={state} chat={chat} onFiles={take} />
    </section>
  );
}
