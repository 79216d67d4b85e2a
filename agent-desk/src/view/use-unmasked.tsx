import { Button } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import type { DeskEvent } from "../../../src/protocol/event.ts";
import { deedsFor } from "../model/deeds.ts";
import { useDesk, useDeskState, useStrings } from "./surroundings.ts";

/** Long enough to copy a number; who has left their place has not left it open. */
const SHOWN_MS = 60_000;

const ICON = { size: 13, stroke: 1.8, "aria-hidden": true } as const;

interface Unmasked {
  /** The event as it is to be shown now. */
  readonly event: DeskEvent;
  /** Shows what is hidden in it, and hides it again; absent where nothing is. */
  readonly toggle: ReactNode;
}

/** An event of which something may be hidden, until the agent asks for it. The server notes who did. */
export function useUnmasked(masked: DeskEvent): Unmasked {
  const desk = useDesk();
  const { conversation: words } = useStrings();
  const id = useDeskState(({ opened }) => opened?.id);
  const mayLook = useDeskState(
    ({ opened }) => opened?.row !== undefined && deedsFor(opened.row, desk.account, 0).has("unmask"),
  );
  const [full, setFull] = useState<DeskEvent>();
  const [isAsking, setIsAsking] = useState(false);

  useEffect(() => {
    if (full === undefined) return;
    const over = setTimeout(() => setFull(undefined), SHOWN_MS);
    return () => clearTimeout(over);
  }, [full]);

  async function look(): Promise<void> {
    if (id === undefined) return;
    setIsAsking(true);
    setFull(await desk.unmask(id, masked.seq));
    setIsAsking(false);
  }

  const isShown = full !== undefined && mayLook;
  const toggle = masked.masked === true && mayLook && (
    <Button
      className="unmask"
      size="compact-xs"
      variant="subtle"
      color="gray"
      loading={isAsking}
      leftSection={isShown ? <IconEyeOff {...ICON} /> : <IconEye {...ICON} />}
      aria-label={isShown ? words.maskHint : words.unmaskHint}
      onClick={() => (isShown ? setFull(undefined) : void look())}
    >
      {isShown ? words.mask : words.unmask}
    </Button>
  );
  return { event: isShown ? full : masked, toggle };
}
