import { useCallback, useEffect, useState } from "react";
import { codeOfFailure, type Rest } from "../desk/rest.ts";
import { useSurroundings } from "./surroundings.ts";

/** What the server has told, and why it does not tell. After a failure the reply of before is still there. */
export interface Answer<Reply> {
  readonly reply?: Reply;
  /** As a code. */
  readonly failure?: string;
  /** Asks once more, at once. */
  readonly again: () => void;
}

/**
 * Asks the server while the part is shown.
 *
 * @param ask      the same function every time, or it is asked without end
 * @param everyMs  again so long after each answer, while the tab is in sight; only once when left out
 */
export function useReply<Reply>(ask: (rest: Rest) => Promise<Reply>, everyMs?: number): Answer<Reply> {
  const { rest } = useSurroundings();
  const [answer, setAnswer] = useState<Omit<Answer<Reply>, "again">>({});
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isShown = true;
    let next: ReturnType<typeof setTimeout> | undefined;
    const refresh = async (isFirst: boolean) => {
      if (isFirst || !document.hidden) {
        const found = await ask(rest).then(
          (reply) => ({ reply }),
          (cause: unknown) => ({ failure: codeOfFailure(cause) }),
        );
        if (!isShown) return;
        setAnswer(({ failure: _before, ...kept }) => ({ ...kept, ...found }));
      }
      if (everyMs !== undefined) next = setTimeout(() => void refresh(false), everyMs);
    };
    void refresh(true);
    return () => {
      isShown = false;
      clearTimeout(next);
    };
  }, [ask, rest, everyMs, round]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...answer, again };
}
