import { Button, Loader } from "@mantine/core";
import { IconArrowDown, IconChecks } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { hasOlder } from "../model/timeline.ts";
import { dayOf } from "../model/times.ts";
import { type Line, linesOf, newestFromCustomer } from "../model/transcript.ts";
import { EchoLine, EventLine } from "./event-line.tsx";
import { useDesk, useDeskState, usePreferences, useStrings, useSurroundings } from "./surroundings.ts";

/** Pixels from the end within which the transcript follows what arrives, and from the top within which more is fetched. */
const NEAR = 80;

/** What was said and done, oldest first. Follows the newest while the agent is at the end, and stays put when not. */
export function Transcript() {
  const desk = useDesk();
  const strings = useStrings();
  const opened = useDeskState((state) => state.opened);
  const scroll = useRef<HTMLDivElement>(null);
  const heightBefore = useRef({ base: -1, height: 0 });
  const [isAtEnd, setIsAtEnd] = useState(true);
  const timeline = opened?.timeline;
  const read = opened?.customerRead ?? 0;
  const lines = useMemo(() => (timeline === undefined ? [] : linesOf(timeline, read)), [timeline, read]);

  useLayoutEffect(() => {
    const { current: box } = scroll;
    if (box === null || timeline === undefined) return;
    const { base, height } = heightBefore.current;
    // What was put above must not move what is being read.
    if (base > timeline.base) box.scrollTop += box.scrollHeight - height;
    else if (isAtEnd) box.scrollTop = box.scrollHeight;
    heightBefore.current = { base: timeline.base, height: box.scrollHeight };
  }, [timeline, lines, isAtEnd, opened?.typing]);

  // The composer grows and shrinks: the end has to stay in sight.
  useEffect(() => {
    const { current: box } = scroll;
    if (box === null || !isAtEnd) return;
    const resized = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    resized.observe(box);
    return () => resized.disconnect();
  }, [isAtEnd]);

  // Who has just written wants to see it, wherever they were reading.
  const written = timeline?.echoes.length ?? 0;
  useEffect(() => {
    if (written > 0) setIsAtEnd(true);
  }, [written]);

  function scrolled(): void {
    const { current: box } = scroll;
    if (box === null) return;
    setIsAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR);
    if (box.scrollTop < NEAR) void desk.older();
  }

  if (opened === undefined || timeline === undefined) return null;
  return (
    <div className="transcript-frame">
      {/* It scrolls, so the keyboard has to get there. */}
      <div
        className="transcript"
        ref={scroll}
        onScroll={scrolled}
        tabIndex={0}
        role="group"
        aria-label={strings.conversation.label}
      >
        {hasOlder(timeline) && (
          <Button
            className="older"
            size="compact-sm"
            variant="subtle"
            loading={opened.isLoadingOlder}
            onClick={() => void desk.older()}
          >
            {strings.conversation.older}
          </Button>
        )}
        {lines.map((line) => (
          <TranscriptLine key={line.key} line={line} />
        ))}
        {opened.typing !== undefined && (
          <p className="typing">
            <Loader type="dots" size="xs" aria-hidden="true" /> {strings.conversation.typing[opened.typing]}
          </p>
        )}
      </div>
      {!isAtEnd && (
        <Button
          className="to-newest"
          size="compact-sm"
          leftSection={<IconArrowDown size={14} aria-hidden="true" />}
          onClick={() => setIsAtEnd(true)}
        >
          {strings.conversation.newest}
        </Button>
      )}
      <Arrivals />
    </div>
  );
}

function TranscriptLine({ line }: { readonly line: Line }) {
  const { conversation } = useStrings();
  const { locale } = usePreferences();
  switch (line.type) {
    case "day":
      return <h3 className="day">{dayOf(line.at, locale)}</h3>;
    case "event":
      return <EventLine event={line.event} isFirst={line.isFirst} />;
    case "read":
      return (
        <p className="read">
          <IconChecks size={14} aria-hidden="true" /> {conversation.read}
        </p>
      );
    case "echo":
      return <EchoLine echo={line.echo} />;
  }
}

/** Reads out what the customer writes while the conversation is open; the history is not news. */
function Arrivals() {
  const { alerts } = useStrings();
  const newest = useDeskState(({ opened }) => opened && newestFromCustomer(opened.timeline)?.seq);
  const { store } = useSurroundings();
  const first = useRef(newest);
  const [text, setText] = useState("");
  useEffect(() => {
    const { opened } = store.get();
    const arrived = opened && newestFromCustomer(opened.timeline);
    // The first page arrives after the frame.
    if (first.current === undefined) first.current = newest;
    else if (arrived !== undefined && arrived.seq > first.current)
      setText(alerts.arrived.replace("{text}", arrived.text));
  }, [newest, store, alerts]);
  return (
    <p className="unseen" role="status">
      {text}
    </p>
  );
}
