import { ActionIcon, Menu, NativeSelect, Switch } from "@mantine/core";
import {
  IconBell,
  IconBellOff,
  IconClockPause,
  IconInbox,
  IconKeyboard,
  IconLanguage,
  IconListDetails,
  IconLogout,
  IconMail,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { InboxView } from "../../../src/protocol/desk.ts";
import { mayNotify } from "../desk/ringing.ts";
import { fill } from "../model/fill.ts";
import { useDesk, useDeskState, usePreferences, useStrings, useSurroundings } from "./surroundings.ts";

const ICONS = {
  waiting: IconInbox,
  mine: IconUser,
  left: IconMail,
  snoozed: IconClockPause,
  all: IconListDetails,
} as const satisfies Record<InboxView, unknown>;

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** The lists to choose from, and the agent's own switches. */
export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const strings = useStrings();
  return (
    <nav className="rail" aria-label={strings.views.label}>
      <h1 className="rail-name">{strings.product}</h1>
      <Views />
      <QueueFilter />
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
              aria-current={view === shown ? "page" : undefined}
              onClick={() => desk.show(view, queue)}
            >
              <Icon {...ICON} />
              <span className="view-name">{strings.views[view]}</span>
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

function QueueFilter() {
  const desk = useDesk();
  const { queues } = useStrings();
  const { locale } = usePreferences();
  const inbox = useDeskState((state) => state.inbox);
  const setup = useDeskState((state) => state.setup);
  if (setup === undefined || setup.queues.length < 2) return null;
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
  return (
    <div className="self">
      <p className="self-name">{desk.account.name}</p>
      <Switch
        size="sm"
        color="green.8"
        checked={isOnline}
        label={isOnline ? me.online : me.away}
        aria-label={me.availability}
        onChange={({ currentTarget: { checked } }) => void desk.setAvailability(checked ? "online" : "away")}
      />
    </div>
  );
}

function OwnMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { entrance, preferences, rest } = useSurroundings();
  const { me } = useStrings();
  const { locale, scheme, hasSound, hasNotifications, isQuiet } = usePreferences();
  const change = (chosen: Parameters<typeof preferences.change>[1]) => preferences.change(rest, chosen);
  const toggleNotifications = async () =>
    change({ hasNotifications: !hasNotifications && (await mayNotify()) });
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={me.menu}>
          <IconSettings {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CheckItem isOn={hasSound} onClick={() => change({ hasSound: !hasSound })}>
          {hasSound ? <IconVolume {...ICON} /> : <IconVolumeOff {...ICON} />}
          {me.sound}
        </CheckItem>
        <CheckItem isOn={hasNotifications} onClick={() => void toggleNotifications()}>
          <IconBell {...ICON} />
          {me.notifications}
        </CheckItem>
        <CheckItem isOn={isQuiet} onClick={() => change({ isQuiet: !isQuiet })}>
          <IconBellOff {...ICON} />
          {me.quiet}
        </CheckItem>
        <Menu.Divider />
        <Menu.Item
          leftSection={scheme === "dark" ? <IconSun {...ICON} /> : <IconMoon {...ICON} />}
          onClick={() => change({ scheme: scheme === "dark" ? "light" : "dark" })}
        >
          {scheme === "dark" ? me.light : me.dark}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLanguage {...ICON} />}
          lang={locale === "zh" ? "en" : "zh-CN"}
          onClick={() => change({ locale: locale === "zh" ? "en" : "zh" })}
        >
          {me.language}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard {...ICON} />} onClick={onHelp}>
          {me.shortcuts}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={() => void entrance.signOut()}>
          {me.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface CheckItemProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: [icon: ReactNode, label: string];
}

/** Mantine's items are plain ones, which have no state to be told: it goes into the name. */
function CheckItem({ isOn, onClick, children: [icon, label] }: CheckItemProps) {
  const { me } = useStrings();
  return (
    <Menu.Item
      aria-label={fill(isOn ? me.isOn : me.isOff, { label })}
      closeMenuOnClick={false}
      leftSection={icon}
      rightSection={<span aria-hidden="true">{isOn ? "✓" : ""}</span>}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  );
}
