import { useEffect } from "react";
import { isMine } from "../model/deeds.ts";
import type { PageName } from "../model/route.ts";
import { useDeskState, useStrings } from "./surroundings.ts";

/** Shows in the tab's title how many customers need somebody, and the page that is before the conversations. */
export function useTitle(page: PageName | undefined): void {
  const strings = useStrings();
  const count = useDeskState(({ inbox, offers, unheard, session }) => {
    if (session.phase !== "signedIn") return 0;
    const unread = [...inbox.rows.values()].filter((row) => row.unread > 0 && isMine(row, session.account));
    const unanswered = new Set([...unheard, ...unread.map(({ id }) => id)]);
    return inbox.counts.waiting + unanswered.size + offers.length;
  });
  useEffect(() => {
    const title = page === undefined ? strings.product : `${strings.pages[page]} · ${strings.product}`;
    document.title = count === 0 ? title : `(${count}) ${title}`;
  }, [count, page, strings]);
}
