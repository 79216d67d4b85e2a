import { useEffect } from "react";
import { isMine } from "../model/deeds.ts";
import { useDeskState, useStrings } from "./surroundings.ts";

/** Shows in the tab's title how many customers need somebody. */
export function useTitle(): void {
  const strings = useStrings();
  const count = useDeskState(({ inbox, offers, session }) => {
    if (session.phase !== "signedIn") return 0;
    const unread = [...inbox.rows.values()].filter((row) => row.unread > 0 && isMine(row, session.account));
    return inbox.counts.waiting + unread.length + offers.length;
  });
  useEffect(() => {
    document.title = count === 0 ? strings.product : `(${count}) ${strings.product}`;
  }, [count, strings]);
}
