import { ActionIcon } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Suggestion, suggest } from "../desk/suggesting.ts";
import { fill } from "../model/fill.ts";
import { unansweredIn } from "../model/transcript.ts";
import { inItsLanguage } from "./in-its-language.ts";
import { useDeskState, useStrings, useSurroundings } from "./surroundings.ts";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const NONE: readonly Suggestion[] = [];

/** What could be answered to the customer of the conversation that is open, while `isOn` and nobody has answered. */
export function useSuggestions(id: string, isOn: boolean): readonly Suggestion[] {
  const { rest } = useSurroundings();
  const asked = useDeskState(({ opened }) => opened && unansweredIn(opened.timeline));
  const [replies, setReplies] = useState(NONE);
  useEffect(() => {
    setReplies(NONE);
    return isOn && asked !== undefined ? suggest(id, { rest, wait, show: setReplies }) : undefined;
  }, [id, isOn, asked, rest]);
  return replies;
}

interface SuggestionsProps {
  readonly replies: readonly Suggestion[];
  readonly onPick: (text: string) => void;
  readonly onSend: (text: string) => void;
}

/** The replies to choose from, above where the agent writes. Alt and a figure takes one over, with Shift it is sent. */
export function Suggestions({ replies, onPick, onSend }: SuggestionsProps) {
  const { composer: words } = useStrings();

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const [, figure] = /^(?:Digit|Numpad)([1-3])$/u.exec(event.code) ?? [];
      const reply = replies[Number(figure) - 1];
      if (reply === undefined || !event.altKey || event.ctrlKey || event.metaKey || isElsewhere(event))
        return;
      event.preventDefault();
      if (event.shiftKey) onSend(reply.text);
      else onPick(reply.text);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [replies, onPick, onSend]);

  if (replies.length === 0) return null;
  return (
    <ul className="suggestions" aria-label={words.suggestions}>
      {replies.map(({ intent, title, text }, index) => (
        <li key={intent} className="suggestion">
          <button
            type="button"
            className="suggestion-text"
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => onPick(text)}
          >
            <span className="suggestion-key" aria-hidden="true">
              Alt+{index + 1}
            </span>
            <b {...inItsLanguage(title)}>{title}</b>
            <span {...inItsLanguage(text)}>{text}</span>
          </button>
          <ActionIcon
            variant="subtle"
            aria-label={fill(words.sendSuggestion, { title })}
            aria-keyshortcuts={`Alt+Shift+${index + 1}`}
            onClick={() => onSend(text)}
          >
            <IconSend2 size={16} stroke={1.7} aria-hidden="true" />
          </ActionIcon>
          <p className="suggestion-full" aria-hidden="true" {...inItsLanguage(text)}>
            {text}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** A window is open, and the keys are its own. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}
