import type { DeskRow } from "../../../src/protocol/desk.ts";
import { fill } from "../model/fill.ts";
import { useDesk, useStrings } from "./surroundings.ts";

/** The colleagues who have the same conversation open, so that no two answer at once. */
export function Lookers({ row }: { readonly row: DeskRow }) {
  const { account } = useDesk();
  const { conversation: words } = useStrings();
  const others = row.lookers.filter(({ id }) => id !== account.id);
  if (others.length === 0) return null;
  const writer = others.find(({ isTyping }) => isTyping);
  const names = others.map(({ name }) => name).join("、");
  return (
    <span className="lookers" data-writing={writer !== undefined}>
      {writer === undefined ? fill(words.looking, { names }) : fill(words.writing, { name: writer.name })}
    </span>
  );
}
