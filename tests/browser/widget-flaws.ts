import type { Page } from "playwright-core";

/**
 * What is wrong with what the customer sees: parts outside the screen or over each other, text that is cut, text that is
 * hard to read (WCAG 2.2, 1.4.3) and targets that are too small for a finger.
 */
export function flawsOf(page: Page, targetPx = 44): Promise<readonly string[]> {
  return page.evaluate(findFlaws, targetPx);
}

/** Runs in the page. */
function findFlaws(targetPx: number): readonly string[] {
  const root = document.querySelector("fenqi-chat")?.shadowRoot;
  const panel = root?.querySelector(".panel");
  if (!root || !panel) return ["there is no panel"];
  const flaws: string[] = [];
  const all = (selector: string) =>
    [...root.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.getClientRects().length > 0,
    );
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 20)}"`;

  const within = (inner: DOMRect, outer: { left: number; right: number }) =>
    inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  const screen = { left: 0, right: innerWidth };
  const frame = panel.getBoundingClientRect();
  if (!within(frame, screen) || frame.top < -1 || frame.bottom > innerHeight + 1)
    flaws.push("panel off screen");
  for (const element of all(".panel *:not(.unseen, .unseen *, svg *)"))
    if (!within(element.getBoundingClientRect(), frame)) flaws.push(`outside: ${named(element)}`);
  if (document.documentElement.scrollWidth > innerWidth) flaws.push("the page scrolls sideways");
  const log = root.querySelector(".log");
  if (log && log.scrollWidth > log.clientWidth) flaws.push("the log scrolls sideways");

  const composer = root.querySelector(".composer")?.getBoundingClientRect();
  if (Math.abs((composer?.bottom ?? 0) - frame.bottom) > 1) flaws.push("the composer is not at the bottom");

  for (const parent of [panel, ...all(".header, .field, .choices, .log, .who, .message")]) {
    const children = [...parent.children].filter(
      (child) =>
        child.getClientRects().length > 0 &&
        !["absolute", "fixed"].includes(getComputedStyle(child).position),
    );
    for (const [index, one] of children.entries())
      for (const other of children.slice(index + 1)) {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const isOver =
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        if (isOver) flaws.push(`${named(one)} lies over ${named(other)}`);
      }
  }

  for (const element of all(
    ".who h2, .who p, .human, .choice, .text, .suggestion, .notice, .speaker, .day, .line > *",
  ))
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      flaws.push(`cut: ${named(element)}`);

  for (const element of all(
    ".header button, .composer button, .choices:not(.done) .choice, .choices .link",
  )) {
    const { width, height } = element.getBoundingClientRect();
    if (width < targetPx - 0.5 || height < targetPx - 0.5)
      flaws.push(`small: ${named(element)} ${Math.round(width)}x${Math.round(height)}`);
  }

  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  /** What is seen when these are painted over each other, the last one on top. */
  const painted = (colors: readonly string[]): readonly number[] => {
    for (const color of ["#fff", ...colors]) {
      if (!pen) break;
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...(pen?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  };
  const luminance = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) =>
      part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (const element of all(".panel *")) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (!hasText || element.closest(".unseen, [aria-hidden=true], [aria-disabled=true]")) continue;
    const backgrounds: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement)
      backgrounds.unshift(getComputedStyle(at).backgroundColor);
    const { color } = getComputedStyle(element);
    const [text, ground] = [luminance(painted([...backgrounds, color])), luminance(painted(backgrounds))];
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (contrast < 4.5) flaws.push(`contrast ${contrast.toFixed(2)}: ${named(element)}`);
  }
  return flaws;
}
