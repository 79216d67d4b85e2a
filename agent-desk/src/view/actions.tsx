import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBan,
  IconCheck,
  IconClockPause,
  IconDots,
  IconFlag,
  IconInfoCircle,
  IconRobot,
  IconTag,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { Deed } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import type { DialogName } from "./dialog.ts";
import { useDesk, useStrings } from "./surroundings.ts";

const ICON = { size: 17, stroke: 1.7, "aria-hidden": true } as const;

interface ActionsProps {
  readonly row: DeskRow;
  readonly deeds: ReadonlySet<Deed>;
  readonly onDialog: (name: DialogName) => void;
  readonly hasBrief: boolean;
  readonly onBrief: () => void;
}

/** What can be done with the conversation now. The common deeds have a button, the others are in the menu. */
export function Actions({ row, deeds, onDialog, hasBrief, onBrief }: ActionsProps) {
  const { actions } = useStrings();
  const shown = (deed: Deed, icon: ReactNode, name: Extract<DialogName, Deed>) =>
    deeds.has(deed) && (
      <Tooltip label={actions[name]}>
        <ActionIcon variant="default" size="lg" aria-label={actions[name]} onClick={() => onDialog(name)}>
          {icon}
        </ActionIcon>
      </Tooltip>
    );
  return (
    <div className="actions" role="toolbar" aria-label={actions.label}>
      {shown("transfer", <IconArrowsExchange {...ICON} />, "transfer")}
      {shown("handBack", <IconRobot {...ICON} />, "handBack")}
      {shown("snooze", <IconClockPause {...ICON} />, "snooze")}
      {deeds.has("resolve") && (
        <Button
          variant="light"
          size="sm"
          leftSection={<IconCheck {...ICON} />}
          onClick={() => onDialog("resolve")}
        >
          {actions.resolve}
        </Button>
      )}
      <MoreMenu row={row} deeds={deeds} onDialog={onDialog} />
      <Tooltip label={actions.brief}>
        <ActionIcon
          variant={hasBrief ? "light" : "default"}
          size="lg"
          aria-label={actions.brief}
          aria-pressed={hasBrief}
          onClick={onBrief}
        >
          <IconInfoCircle {...ICON} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function MoreMenu({ row, deeds, onDialog }: Pick<ActionsProps, "row" | "deeds" | "onDialog">) {
  const desk = useDesk();
  const { actions, row: words } = useStrings();
  const { id } = row;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={actions.more}>
          <IconDots {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTag {...ICON} />} onClick={() => onDialog("tags")}>
          {actions.tags}
        </Menu.Item>
        {deeds.has("release") && (
          <Menu.Item
            leftSection={<IconArrowBackUp {...ICON} />}
            onClick={() => void desk.act("release", { id })}
          >
            {actions.release}
          </Menu.Item>
        )}
        {deeds.has("block") && (
          <Menu.Item leftSection={<IconBan {...ICON} />} onClick={() => onDialog("block")}>
            {actions.block}
          </Menu.Item>
        )}
        {deeds.has("prioritize") && (
          <>
            <Menu.Divider />
            <Menu.Label>{actions.urgency}</Menu.Label>
            {([0, 1, 2] as const).map((urgency) => {
              const label = words.urgency[urgency] ?? "";
              const isChosen = (row.urgency ?? 0) === urgency;
              return (
                <Menu.Item
                  key={urgency}
                  aria-label={isChosen ? fill(words.chosen, { label }) : label}
                  leftSection={<IconFlag {...ICON} />}
                  rightSection={<span aria-hidden="true">{isChosen ? "✓" : ""}</span>}
                  onClick={() => void desk.act("prioritize", { id, urgency })}
                >
                  {label}
                </Menu.Item>
              );
            })}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
