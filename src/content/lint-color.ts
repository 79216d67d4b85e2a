import type { Bot } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import type { Problem } from "./source.ts";

/** What the widget stands on: a white page, and its own panel in the dark. */
const GROUNDS = { "a white page": "#ffffff", "a dark page": "#1c1c1e" } as const;

/** Below it an area as large as the launcher is not told from what it lies on; 3 is what WCAG asks of thin lines. */
const LEAST_CONTRAST = 1.5;

/** A colour of the shop's in which the widget's button cannot be seen on some page. */
export function paleColor({ color }: Bot, places: Places): readonly Problem[] {
  if (color === undefined) return [];
  return Object.entries(GROUNDS)
    .filter(([, ground]) => contrast(color, ground) < LEAST_CONTRAST)
    .map(([where, ground]) => ({
      ...places.at("bot.yaml", ["bot", "color"]),
      severity: "warning",
      rule: "color-pale",
      message: `${color} is hardly told from ${where}: its contrast to ${ground} is ${contrast(color, ground).toFixed(2)}.`,
      hint: `Take a ${ground === "#ffffff" ? "darker" : "lighter"} one: ${LEAST_CONTRAST} is the least.`,
    }));
}

/** From 1, the same, to 21, black on white. @see WCAG 2.2, "contrast ratio" */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
