import { ActionIcon, Menu } from "@mantine/core";
import {
  IconBell,
  IconBellOff,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUserCircle,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { mayNotify } from "../desk/ringing.ts";
import { fill } from "../model/fill.ts";
import { hashOf } from "../model/route.ts";
import { usePreferences, useStrings, useSurroundings } from "./surroundings.ts";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** What an agent sets for themselves, and the way out. */
export function OwnMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { entrance, preferences, rest } = useSurroundings();
  const { me, pages } = useStrings();
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
        <Menu.Item
          component="a"
          href={hashOf({ type: "page", name: "self" })}
          leftSection={<IconUserCircle {...ICON} />}
        >
          {pages.self}
        </Menu.Item>
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
