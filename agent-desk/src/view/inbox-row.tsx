import { IconCrown, IconFlag, IconFlagFilled, IconPhone, IconShieldCheck } from "@tabler/icons-react";
import { memo } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import { fill, isNamed } from "../model/fill.ts";
import { languageOf } from "../model/language.ts";
import type { Strings } from "../model/strings.ts";
import { lengthOf, momentOf, timeOf } from "../model/times.ts";
import { waitOf } from "../model/waiting.ts";
import { shortName } from "./customer-name.ts";
import { useDesk, usePreferences, useStrings } from "./surroundings.ts";
import { useIntentTitles } from "./use-intent-titles.ts";
import { useQueueLimits } from "./use-queue-limits.ts";

interface RowProps {
  readonly row: DeskRow;
  readonly now: number;
  readonly isOpen: boolean;
  readonly isCursor: boolean;
  readonly onOpen: () => void;
}

const ICON = { size: 15, stroke: 1.8 } as const;

/** One conversation of the list: who, what was said last, how long it has waited, who has it. */
export const InboxRow = memo(function InboxRow({ row, now, isOpen, isCursor, onOpen }: RowProps) {
  const strings = useStrings();
  const titleOf = useIntentTitles();
  return (
    <button
      type="button"
      className="row"
      data-row
      data-cursor={isCursor}
      aria-current={isOpen ? "true" : undefined}
      onClick={onOpen}
    >
      <span className="row-line">
        <Marks row={row} />
        {row.vip === true && <VipMark />}
        <span className="row-name">{shortName(strings.row, row)}</span>
        <Waited row={row} now={now} />
      </span>
      <span className="row-line">
        <span className="row-text">
          {row.latest !== undefined && (
            <>
              <span className="row-from">{speaker(strings, row.latest.from)}</span>
              <bdi lang={languageOf(row.latest.text)}>{row.latest.text}</bdi>
            </>
          )}
        </span>
        {row.unread > 0 && (
          <span
            className="unread figures"
            role="img"
            aria-label={fill(strings.inbox.unread, { count: row.unread })}
          >
            {row.unread > 99 ? "99+" : row.unread}
          </span>
        )}
      </span>
      <span className="row-line row-small">
        <OwnerText row={row} />
        {row.intent !== undefined && <span className="row-intent">{titleOf(row.intent)}</span>}
        {row.tags.slice(0, 2).map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
        {row.tags.length > 2 && <span className="figures">+{row.tags.length - 2}</span>}
      </span>
    </button>
  );
});

/** The shop holds this customer dear. */
export function VipMark() {
  const { row: words } = useStrings();
  return (
    <span className="mark-vip" title={words.vipHint}>
      <IconCrown size={13} stroke={1.8} aria-hidden="true" /> {words.vip}
    </span>
  );
}

function Marks({ row }: { readonly row: DeskRow }) {
  const { row: words } = useStrings();
  const urgency = words.urgency[row.urgency ?? 0];
  return (
    <>
      {row.urgency === 2 && (
        <IconFlagFilled {...ICON} className="mark-urgent" role="img" aria-label={urgency} />
      )}
      {row.urgency === 1 && <IconFlag {...ICON} className="mark-preferred" role="img" aria-label={urgency} />}
      {row.identified && (
        <IconShieldCheck {...ICON} className="mark-identified" role="img" aria-label={words.identified} />
      )}
      {row.wantsCall === true && <IconPhone {...ICON} role="img" aria-label={words.wantsCall} />}
    </>
  );
}

function Waited({ row, now }: { readonly row: DeskRow; readonly now: number }) {
  const { units, row: words } = useStrings();
  const { locale } = usePreferences();
  const wait = waitOf(row, now, useQueueLimits());
  if (wait === undefined)
    return <span className="row-time figures">{row.latest && shortMoment(row.latest.at, now, locale)}</span>;
  const time = lengthOf(wait.ms, units);
  return (
    <span className="wait figures" data-pressure={wait.pressure}>
      {fill(wait.for === "line" ? words.waitsLine : words.waitsAnswer, { time })}
    </span>
  );
}

function OwnerText({ row }: { readonly row: DeskRow }) {
  const { account } = useDesk();
  const { row: words, phase } = useStrings();
  const { locale } = usePreferences();
  const { offer, keptFor, agent, until } = row;
  if (offer !== undefined) return <span className="row-owner">{fill(words.offeredTo, offer.agent)}</span>;
  if (keptFor !== undefined) return <span className="row-owner">{fill(words.keptFor, keptFor)}</span>;
  if (row.phase === "snoozed" && until !== undefined)
    return <span className="row-owner">{fill(words.until, { time: momentOf(until, locale) })}</span>;
  if (agent === undefined) return <span className="row-owner">{row.reason ?? phase[row.phase]}</span>;
  return (
    <span className="row-owner">{agent.id === account.id ? words.withMe : fill(words.with, agent)}</span>
  );
}

function speaker({ from }: Strings, name: string): string {
  return isNamed(from, name) ? from[name] : name;
}

function shortMoment(at: string, now: number, locale: "zh" | "en"): string {
  return now - Date.parse(at) < 72_000_000 ? timeOf(at, locale) : momentOf(at, locale);
}
