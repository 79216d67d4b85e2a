import { Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { deedsFor } from "../model/deeds.ts";
import { newestRating } from "../model/transcript.ts";
import { Actions } from "./actions.tsx";
import { BlockedBar } from "./blocked-bar.tsx";
import { BriefPanel } from "./brief.tsx";
import { Composer } from "./composer.tsx";
import { customerName } from "./customer-name.ts";
import type { DialogName } from "./dialog.ts";
import { errorText } from "./error-text.ts";
import { VipMark } from "./inbox-row.tsx";
import { Lookers } from "./lookers.tsx";
import type { Summons } from "./summons.ts";
import { useDesk, useDeskState, useNow, useStrings } from "./surroundings.ts";
import { Transcript } from "./transcript.tsx";

interface PaneProps {
  readonly onDialog: (name: DialogName) => void;
  readonly summons: Summons | undefined;
}

/** The conversation before the agent's eyes: head with actions, transcript, composer, and what is known beside it. */
export function ConversationPane({ onDialog, summons }: PaneProps) {
  const strings = useStrings();
  const id = useDeskState((state) => state.opened?.id);
  const failure = useDeskState((state) => state.opened?.failure);
  const hasRow = useDeskState((state) => state.opened?.row !== undefined);
  if (id === undefined) return <p className="stage-empty">{strings.conversation.none}</p>;
  if (failure !== undefined)
    return (
      <p className="stage-empty" role="alert">
        {errorText(strings, failure)}
      </p>
    );
  if (!hasRow)
    return (
      <div className="stage-empty" role="status">
        <Loader size="sm" aria-hidden="true" /> {strings.conversation.loading}
      </div>
    );
  return <Conversation key={id} onDialog={onDialog} summons={summons} />;
}

/** Wide enough for the panel beside the transcript. */
const WIDE = "(min-width: 1180px)";

function Conversation({ onDialog, summons }: PaneProps) {
  const desk = useDesk();
  const strings = useStrings();
  const [hasBrief, setHasBrief] = useState(() => matchMedia(WIDE).matches);
  const row = useDeskState((state) => state.opened?.row);
  const version = row?.version;
  const rated = useDeskState((state) => state.opened && newestRating(state.opened.timeline));
  const now = useNow(5_000);

  useEffect(() => {
    const wide = matchMedia(WIDE);
    const follow = () => setHasBrief(wide.matches);
    wide.addEventListener("change", follow);
    return () => wide.removeEventListener("change", follow);
  }, []);

  // Another owner has another story to be told, and a rating belongs to it; the first one came with opening.
  useEffect(() => {
    void desk.refreshBrief();
  }, [desk, version, rated]);

  if (row === undefined) return null;
  const deeds = deedsFor(row, desk.account, now);
  const name = customerName(strings.row, row);
  return (
    <section className="conversation" aria-label={`${strings.conversation.label}: ${name}`}>
      <header className="conversation-head">
        <div className="conversation-who">
          <h2>
            {name} {row.vip === true && <VipMark />}
          </h2>
          <p className="conversation-phase">
            <span className="phase" data-phase={row.phase}>
              {strings.phase[row.phase]}
              {row.agent !== undefined && ` · ${row.agent.name}`}
            </span>
            <Lookers row={row} />
          </p>
        </div>
        <Actions
          row={row}
          deeds={deeds}
          onDialog={onDialog}
          hasBrief={hasBrief}
          onBrief={() => setHasBrief((before) => !before)}
        />
      </header>
      <div className="conversation-body">
        <div className="conversation-talk">
          <BlockedBar row={row} deeds={deeds} now={now} />
          <Transcript />
          <Composer row={row} deeds={deeds} summons={summons} />
        </div>
        {hasBrief && <BriefPanel row={row} />}
      </div>
    </section>
  );
}
