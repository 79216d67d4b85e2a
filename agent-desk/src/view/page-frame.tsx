import { Button, Loader } from "@mantine/core";
import type { ReactNode } from "react";
import type { PageName } from "../model/route.ts";
import { errorText } from "./error-text.ts";
import { useStrings } from "./surroundings.ts";
import type { Answer } from "./use-reply.ts";

interface FrameProps {
  readonly name: PageName;
  /** Buttons of the whole page. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading. It scrolls as a whole. */
export function PageFrame({ name, actions, children }: FrameProps) {
  const { pages } = useStrings();
  return (
    <>
      <header className="page-head">
        <h2>{pages[name]}</h2>
        {actions}
      </header>
      {/* It scrolls, so the keyboard has to get there. */}
      <div className="page" tabIndex={0} role="group" aria-label={pages[name]}>
        {children}
      </div>
    </>
  );
}

interface AnsweredProps<Reply> {
  readonly answer: Answer<Reply>;
  readonly children: (reply: Reply) => ReactNode;
}

/** What the server has told; until then that it is asked, or why it does not tell. */
export function Answered<Reply>({ answer: { reply, failure, again }, children }: AnsweredProps<Reply>) {
  const strings = useStrings();
  return (
    <>
      <div role="status">
        {reply === undefined && failure === undefined && (
          <p className="page-wait">
            <Loader size="sm" aria-hidden="true" /> {strings.inbox.loading}
          </p>
        )}
      </div>
      <div role="alert">
        {failure !== undefined && (
          <p className="page-wait" data-tone="bad">
            {errorText(strings, failure)}
            <Button size="compact-sm" variant="light" onClick={again}>
              {strings.composer.retry}
            </Button>
          </p>
        )}
      </div>
      {reply !== undefined && children(reply)}
    </>
  );
}
