import { Button } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import { blockedUntil } from "../model/blocking.ts";
import type { Deed } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import { momentOf } from "../model/times.ts";
import { customerName } from "./customer-name.ts";
import { useDesk, usePreferences, useStrings } from "./surroundings.ts";

interface BlockedBarProps {
  readonly row: DeskRow;
  readonly deeds: ReadonlySet<Deed>;
  readonly now: number;
}

/** Says that the customer cannot write, until when, and lets it end. */
export function BlockedBar({ row, deeds, now }: BlockedBarProps) {
  const desk = useDesk();
  const { block: words, row: rowWords } = useStrings();
  const { locale } = usePreferences();
  const until = blockedUntil(row, now);
  if (until === undefined) return null;
  const name = customerName(rowWords, row);
  return (
    <div className="blocked" role="status">
      <IconBan size={16} stroke={1.8} aria-hidden="true" />
      <span>{fill(words.until, { name, time: momentOf(until, locale) })}</span>
      {deeds.has("block") && (
        <Button size="compact-sm" variant="default" onClick={() => void desk.act("block", { id: row.id })}>
          {words.end}
        </Button>
      )}
    </div>
  );
}
