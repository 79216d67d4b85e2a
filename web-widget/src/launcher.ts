/** The round button, not yet on the page. */
export function drawLauncher(): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "launcher";
  button.type = "button";
  button.append(
    drawing(
      "M12 4c5 0 9 3.3 9 7.5s-4 7.5-9 7.5c-1 0-1.8-.1-2.6-.3l-4.2 1.8.5-3.4C4 15.7 3 13.7 3 11.5 3 7.3 7 4 12 4ZM8 11.5h0M12 11.5h0M16 11.5h0",
    ),
  );
  return button;
}

/** A line in the button, by an SVG path in a box of 24 by 24. */
export function drawing(path: string): SVGElement {
  const SVG = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.append(line);
  return svg;
}

/** Sets the shop's colour, and black or white on it, whichever can be read. `probe` lends its computed style. */
export function paint(host: HTMLElement, probe: HTMLElement, color?: string): void {
  // A colour that is none leaves the one before.
  probe.style.color = "var(--brand)";
  if (color) probe.style.color = color;
  const shown = getComputedStyle(probe).color;
  probe.style.color = "";
  host.style.setProperty("--brand", shown);
  host.style.setProperty("--on-brand", isDark(shown) ? "#fff" : "#111");
}

function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(
    (part) => (Number(part) / 255) ** 2.2,
  );
  // White on this luminance has a contrast of 4.5 (WCAG 2.2, 1.4.3).
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.183;
}
