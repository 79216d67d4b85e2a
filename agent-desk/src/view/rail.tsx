import { NativeSelect, Switch } from "@mantine/core";
import {
  IconChartBar,
  IconClipboardList,
  IconClockPause,
  IconInbox,
  IconListDetails,
  IconMail,
  IconMessage2Bolt,
  IconSearch,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { InboxView } from "../../../src/protocol/desk.ts";
import { fill } from "../model/fill.ts";
import { hashOf, type PageName, pagesFor } from "../model/route.ts";
import type { SavedSearch } from "../model/saved-searches.ts";
import { OwnMenu } from "./own-menu.tsx";
import { useDesk, useDeskState, usePreferences, useStrings } from "./surroundings.ts";
import { useRoute } from "./use-route.ts";

const ICONS = {
  waiting: IconInbox,
  mine: IconUser,
  left: IconMail,
  snoozed: IconClockPause,
  all: IconListDetails,
} as const satisfies Record<InboxView, unknown>;

const PAGE_ICONS = {
  team: IconUsersGroup,
  reports: IconChartBar,
  replies: IconMessage2Bolt,
  accounts: IconUsers,
  audit: IconClipboardList,
} as const satisfies Record<Exclude<PageName, "self">, unknown>;

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

interface RailProps {
  readonly onHelp: () => void;
  readonly onSearch: (search: SavedSearch) => void;
}

/** The lists and pages to choose from, and the agent's own switches. */
export function Rail({ onHelp, onSearch }: RailProps) {
  const strings = useStrings();
  return (
    <nav className="rail" aria-label={strings.views.label}>
      <h1 className="rail-name">{strings.product}</h1>
      <div className="rail-lists">
        <Views />
        <QueueFilter />
        <Searches onSearch={onSearch} />
        <Pages />
      </div>
      <div className="rail-foot">
        <Availability />
        <OwnMenu onHelp={onHelp} />
      </div>
    </nav>
  );
}

function Views() {
  const desk = useDesk();
  const strings = useStrings();
  const { view: shown, queue, counts } = useDeskState((state) => state.inbox);
  const unheard = useDeskState((state) => state.unheard.size);
  const hasPage = useRoute().type === "page";
  const views: readonly InboxView[] = [
    "waiting",
    "mine",
    "left",
    "snoozed",
    ...(desk.account.role === "agent" ? [] : (["all"] as const)),
  ];
  return (
    <ul className="views">
      {views.map((view) => {
        const Icon = ICONS[view];
        return (
          <li key={view}>
            <button
              type="button"
              className="view"
              aria-current={view === shown && !hasPage ? "page" : undefined}
              onClick={() => {
                if (hasPage) location.hash = hashOf({ type: "desk" });
                desk.show(view, queue);
              }}
            >
              <Icon {...ICON} />
              <span className="view-name">{strings.views[view]}</span>
              {view === "mine" && unheard > 0 && <Unheard count={unheard} />}
              <span className="view-count figures" data-hot={view === "waiting" && counts[view] > 0}>
                {counts[view]}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** How many customers of the agent's have written, while another list is before their eyes. */
function Unheard({ count }: { readonly count: number }) {
  const { inbox: words } = useStrings();
  return (
    <span className="unread figures" role="img" aria-label={fill(words.wrote, { count })}>
      {count}
    </span>
  );
}

/** What the agent often searches for. */
function Searches({ onSearch }: Pick<RailProps, "onSearch">) {
  const { search: words } = useStrings();
  const { searches } = usePreferences();
  const hasPage = useRoute().type === "page";
  if (hasPage || searches.length === 0) return null;
  return (
    <ul className="views rail-pages" aria-label={words.saved}>
      {searches.map((search) => (
        <li key={search.name}>
          <button type="button" className="view" onClick={() => onSearch(search)}>
            <IconSearch {...ICON} />
            <span className="view-name" title={search.name}>
              {search.name}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The way to what is not a conversation. Whoever's own account it is finds it in the menu below. */
function Pages() {
  const { account } = useDesk();
  const strings = useStrings();
  const route = useRoute();
  return (
    <ul className="views rail-pages" aria-label={strings.pages.label}>
      {pagesFor(account.role)
        .filter((name) => name !== "self")
        .map((name) => {
          const Icon = PAGE_ICONS[name];
          const isShown = route.type === "page" && route.name === name;
          return (
            <li key={name}>
              <a
                className="view"
                href={hashOf({ type: "page", name })}
                aria-current={isShown ? "page" : undefined}
              >
                <Icon {...ICON} />
                <span className="view-name">{strings.pages[name]}</span>
              </a>
            </li>
          );
        })}
    </ul>
  );
}

function QueueFilter() {
  const desk = useDesk();
  const { queues } = useStrings();
  const { locale } = usePreferences();
  const inbox = useDeskState((state) => state.inbox);
  const setup = useDeskState((state) => state.setup);
  const hasPage = useRoute().type === "page";
  if (hasPage || setup === undefined || setup.queues.length < 2) return null;
  const choices = setup.queues.map((queue) => ({ value: queue.id, label: queue[locale] }));
  return (
    <NativeSelect
      className="queue-filter"
      size="xs"
      label={queues.label}
      value={inbox.queue ?? ""}
      data={[{ value: "", label: queues.all }, ...choices]}
      onChange={({ currentTarget: { value } }) => desk.show(inbox.view, value === "" ? undefined : value)}
    />
  );
}

function Availability() {
  const desk = useDesk();
  const { me } = useStrings();
  const availability = useDeskState((state) => state.availability);
  const isOnline = availability === "online";
  // What is seen is a part of the name, so that it can be said to a computer that listens.
  const state = isOnline ? me.online : me.away;
  return (
    <div className="self">
      <p className="self-name">{desk.account.name}</p>
      <Switch
        size="sm"
        color="green.8"
        checked={isOnline}
        label={state}
        aria-label={fill(me.availability, { state })}
        onChange={({ currentTarget: { checked } }) => void desk.setAvailability(checked ? "online" : "away")}
      />
    </div>
  );
}
