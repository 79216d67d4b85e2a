import { Button } from "@mantine/core";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import { type Deed, isMine } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import { useDesk, useStrings } from "./surroundings.ts";

interface StandingProps {
  readonly row: DeskRow;
  readonly deeds: ReadonlySet<Deed>;
}

/** Why the customer cannot be written to, and the way there. */
export function Standing({ row, deeds }: StandingProps) {
  const desk = useDesk();
  const { composer, actions } = useStrings();
  if (isMine(row, desk.account)) return null;
  const { bot, closed, other, waiting } = composer.notMine;
  const byPhase = row.phase === "bot" ? bot : row.phase === "closed" ? closed : waiting;
  const why = row.phase === "assigned" && row.agent !== undefined ? fill(other, row.agent) : byPhase;
  return (
    <div className="standing">
      <span>{why}</span>
      {deeds.has("take") && (
        <Button size="compact-sm" onClick={() => void desk.take(row.id)}>
          {actions.take}
        </Button>
      )}
      {deeds.has("takeOver") && (
        <Button size="compact-sm" color="red" variant="light" onClick={() => void desk.take(row.id, true)}>
          {actions.takeOver}
        </Button>
      )}
    </div>
  );
}
