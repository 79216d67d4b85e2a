import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { type Deed, deedsFor } from "../model/deeds.ts";
import { neighbour } from "../model/inbox.ts";
import { hashOf } from "../model/route.ts";
import type { SavedSearch } from "../model/saved-searches.ts";
import type { Command } from "../model/shortcuts.ts";
import { ConversationPane } from "./conversation.tsx";
import type { Cursor } from "./cursor.ts";
import type { DialogName } from "./dialog.ts";
import { Dialogs } from "./dialogs.tsx";
import { InboxPane } from "./inbox.tsx";
import { NoticeBar } from "./notice-bar.tsx";
import { OfferBanner } from "./offer-banner.tsx";
import { Page } from "./page.tsx";
import { Rail } from "./rail.tsx";
import type { Summons } from "./summons.ts";
import { useDesk, useDeskState, useStrings, useSurroundings } from "./surroundings.ts";
import { TroubleBar } from "./trouble-bar.tsx";
import { useRoute } from "./use-route.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTitle } from "./use-title.ts";

/** The whole desk: rail, inbox and conversation, or a page in place of these two. */
export function Shell() {
  const desk = useDesk();
  const { store } = useSurroundings();
  const strings = useStrings();
  const [cursor, setCursor] = useState<Cursor>({});
  const [dialog, setDialog] = useState<DialogName>();
  const [search, setSearch] = useState<SavedSearch>();
  const [summons, setSummons] = useState<Summons>();
  const openedId = useDeskState((state) => state.opened?.id);
  const route = useRoute();
  const page = route.type === "page" ? route.name : undefined;
  useTitle(page);

  useEffect(() => {
    if (route.type !== "conversation") return desk.close();
    setCursor({ id: route.id });
    void desk.open(route.id);
  }, [desk, route]);

  // Whoever opened it, the address names it: a colleague can be sent the link.
  useEffect(() => {
    const hash = hashOf(openedId === undefined ? { type: "desk" } : { type: "conversation", id: openedId });
    if (openedId !== undefined && location.hash !== hash) location.hash = hash;
    if (openedId !== undefined) setCursor((before) => (before.id === openedId ? before : { id: openedId }));
  }, [openedId]);

  const summon = (to: Summons["to"]) => setSummons((before) => ({ key: (before?.key ?? 0) + 1, to }));

  function allowed(deed: Deed): string | undefined {
    const { opened } = store.get();
    if (opened?.row === undefined) return undefined;
    return deedsFor(opened.row, desk.account, Date.now()).has(deed) ? opened.id : undefined;
  }

  function walk(by: 1 | -1): void {
    setCursor((before) => {
      const id = neighbour(store.get().inbox, before.id, by);
      return id === undefined ? {} : { id, hasFocus: true };
    });
  }

  // The row that the keys are on, which need not be the one that is open.
  const take = () => {
    const { inbox, opened } = store.get();
    const row = (cursor.hasFocus && cursor.id !== undefined && inbox.rows.get(cursor.id)) || opened?.row;
    if (row && deedsFor(row, desk.account, Date.now()).has("take")) void desk.take(row.id);
  };
  const ask = (name: Extract<DialogName, Deed>) => allowed(name) !== undefined && setDialog(name);

  function find(saved?: SavedSearch): void {
    setSearch(saved);
    setDialog("search");
  }

  const commands: Readonly<Record<Command, () => void>> = {
    next: () => walk(1),
    previous: () => walk(-1),
    open: () => cursor.id !== undefined && void desk.open(cursor.id),
    take,
    pull: () => void desk.pull(),
    reply: () => summon("reply"),
    note: () => summon("note"),
    canned: () => summon("canned"),
    transfer: () => ask("transfer"),
    handBack: () => ask("handBack"),
    snooze: () => ask("snooze"),
    resolve: () => ask("resolve"),
    search: () => find(),
    help: () => setDialog("help"),
    escape: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  };
  useShortcuts(commands, dialog === undefined && page === undefined);

  return (
    <div className="shell" data-page={page}>
      <Button component="a" href="#stage" className="skip" onClick={skipToStage}>
        {strings.skip}
      </Button>
      <Rail onHelp={() => setDialog("help")} onSearch={find} />
      {page === undefined && <InboxPane cursor={cursor} onSearch={() => find()} />}
      <main className="stage" id="stage" tabIndex={-1}>
        <TroubleBar />
        <OfferBanner />
        {page === undefined ? (
          <ConversationPane onDialog={setDialog} summons={summons} />
        ) : (
          <Page key={page} name={page} />
        )}
      </main>
      <NoticeBar />
      <Dialogs name={dialog} search={search} onClose={() => setDialog(undefined)} />
    </div>
  );
}

// The address is the desk's own: a link into the page must not change it.
function skipToStage(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("stage")?.focus();
}
