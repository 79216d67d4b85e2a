import { fill } from "../model/fill.ts";
import { useStrings } from "./surroundings.ts";

const MOST = 5;

/** A customer's rating, for the eye as stars. */
export function Stars({ score }: { readonly score: number }) {
  const { event } = useStrings();
  return (
    <span className="stars" role="img" aria-label={fill(event.stars, { score })}>
      {"★".repeat(score)}
      <span className="stars-missing">{"☆".repeat(Math.max(MOST - score, 0))}</span>
    </span>
  );
}
