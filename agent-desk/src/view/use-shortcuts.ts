import { useEffect, useRef } from "react";
import { type Command, commandOf, type Press } from "../model/shortcuts.ts";

/** Obeys the keyboard while `isOn`; what was pressed in a field is text. */
export function useShortcuts(commands: Readonly<Record<Command, () => void>>, isOn: boolean): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    if (!isOn) return;
    const pressed = (event: KeyboardEvent) => {
      const command = event.defaultPrevented ? undefined : commandOf(pressOf(event));
      if (command === undefined) return;
      // The key that opens a field is not to be written into it.
      event.preventDefault();
      latest.current[command]();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [isOn]);
}

function pressOf(event: KeyboardEvent): Press {
  return {
    key: event.key,
    isModified: event.ctrlKey || event.metaKey || event.altKey,
    // 229 is what older browsers say while an input method is at work.
    isComposing: event.isComposing || event.keyCode === 229,
    focus: focusOf(event.target, event.key),
  };
}

function focusOf(target: EventTarget | null, key: string): Press["focus"] {
  if (!(target instanceof HTMLElement)) return "page";
  if (target.isContentEditable || target.closest("input, textarea, select") !== null) return "field";
  if (target.closest("[role=menu], [role=dialog]") !== null) return "field";
  // In the list the arrows walk on, whichever row has the focus.
  if (target.closest("[data-row]") !== null && key !== "Enter") return "page";
  return target.closest("button, a") === null ? "page" : "control";
}
