import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat, ChatState } from "../chat.ts";
import { dayName } from "../clock.ts";
import { closing, markOf, type Row, rowsOf } from "../rows.ts";
import type { Strings } from "../strings.ts";
import { openChoices, pressedOptions } from "../timeline.ts";
import { DownIcon } from "./icons.tsx";
import { later } from "./later.tsx";
import { fetchBlock, Message } from "./message.tsx";
import { noticeOf } from "./notice.ts";
import { Welcome } from "./welcome.tsx";

interface LogProps {
  readonly state: ChatState;
  readonly chat: Chat;
  readonly strings: Strings;
  readonly locale: string;
  readonly origin: string;
  /** Whether the panel is on the screen; a hidden one has no height to scroll. */
  readonly isShown: boolean;
}

const Rating = later(async () => (await import("./rating.tsx")).Rating);

/** Closer to the end than this counts as reading the newest message. */
const NEAR_END_PX = 60;

/** The conversation. Follows the newest message, unless the customer has scrolled back to read. */
export function Log({ state, chat, strings, locale, origin, isShown }: LogProps) {
  const { timeline, session, writing } = state;
  const rows = rowsOf(timeline);
  const newest = rows.at(-1);
  const view = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [hasNews, setNews] = useState(false);

  function toEnd(): void {
    view.current?.scrollTo({ top: view.current.scrollHeight });
  }

  const stayAtEnd = () => isAtEnd.current && toEnd();

  function watchScroll({ currentTarget: el }: { readonly currentTarget: HTMLDivElement }): void {
    isAtEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_END_PX;
    if (isAtEnd.current) setNews(false);
  }

  useLayoutEffect(() => {
    const isOwn = newest?.type === "message" && newest.status === "sending";
    if (isAtEnd.current || isOwn) toEnd();
    else if (newest !== undefined) setNews(true);
  }, [newest?.key, writing, isShown, session]);

  // The on-screen keyboard takes the lower half of the log away: the newest message has to stay above it.
  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    const observer = new ResizeObserver(stayAtEnd);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  const closed = closing(timeline);
  const open = openChoices(timeline);
  const pressed = pressedOptions(timeline);
  const newestOwn = rows.findLast((row) => row.type === "message" && row.from === "customer");
  const isEmpty = session?.last === 0 && rows.length === 0;
  // The answer to what the customer has just said may well be more than text.
  useEffect(() => void (rows.length > 0 && fetchBlock().catch(() => {})), [rows.length > 0]);

  function draw(row: Row) {
    if (row.type === "day") return <Day key={row.key} name={dayName(row.at, Date.now(), locale, strings)} />;
    if (row.type === "notice") return <Notice key={row.key} text={noticeOf(row, strings)} />;
    return (
      <Message
        key={row.key}
        row={row}
        botName={session?.bot.name ?? strings.title}
        strings={strings}
        locale={locale}
        origin={origin}
        isOpen={row.seq === open}
        pressed={pressed.get(row.seq)}
        mark={row === newestOwn ? markOf(row, state.seen) : undefined}
        onChoose={(option, label) => chat.choose(row.seq, option, label)}
        onRetry={() => chat.retry(row.key)}
        onGrown={stayAtEnd}
      />
    );
  }

  return (
    <div class="body">
      <div
        class="log"
        ref={view}
        role="log"
        aria-label={strings.log}
        aria-live={state.isSettled ? "polite" : "off"}
        tabIndex={0}
        onScroll={watchScroll}
      >
        {session === undefined ? (
          <Loading />
        ) : (
          <Welcome bot={session.bot} isEmpty={isEmpty} strings={strings} onAsk={chat.say} />
        )}
        {rows.map(draw)}
        {writing !== undefined && <Dots />}
        {closed !== undefined && (
          <Rating key={closed.seq} {...closed} locale={locale} onRate={chat.rate} onGrown={toEnd} />
        )}
      </div>
      {hasNews && (
        <button type="button" class="news" onClick={toEnd}>
          <DownIcon />
          {strings.newMessages}
        </button>
      )}
    </div>
  );
}

const Day = ({ name }: { readonly name: string }) => <div class="day">{name}</div>;

const Notice = ({ text }: { readonly text: string }) => <div class="notice">{text}</div>;

// Not announced: a screen reader that hears the answer need not hear of its being written.
const Dots = () => (
  <div class="message bot" aria-hidden="true">
    <div class="bubble dots">
      <i />
      <i />
      <i />
    </div>
  </div>
);

const Loading = () => (
  <div class="message bot opens" aria-hidden="true">
    <div class="bubble loading" />
  </div>
);
