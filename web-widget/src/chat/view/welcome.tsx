import type { SessionReply } from "../../../../src/protocol/session.ts";
import type { Strings } from "../strings.ts";
import { ChevronIcon } from "./icons.tsx";
import { RichText } from "./rich-text.tsx";

interface WelcomeProps {
  readonly bot: SessionReply["bot"];
  /** Whether nothing has been said yet. */
  readonly isEmpty: boolean;
  readonly strings: Strings;
  onAsk(question: string): void;
}

/** How the bot opens: its greeting, and while nothing has been said, questions to tap. */
export function Welcome({ bot, isEmpty, strings, onAsk }: WelcomeProps) {
  return (
    <>
      <div class="message bot opens">
        <div class="speaker">
          <span class="name">{bot.name}</span>
        </div>
        <div class="bubble">
          <RichText text={bot.greeting} />
        </div>
      </div>
      {isEmpty && bot.suggestions.length > 0 && (
        <div class="suggestions" role="group" aria-label={strings.suggestions}>
          <p aria-hidden="true">{strings.suggestions}</p>
          {bot.suggestions.map((question) => (
            <button key={question} type="button" class="suggestion" onClick={() => onAsk(question)}>
              {question}
              <ChevronIcon />
            </button>
          ))}
        </div>
      )}
    </>
  );
}
