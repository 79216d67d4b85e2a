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
  const [, red = 0, green = 0, blue = 0] = color.split(/[^\d.]+/).map((part) => (Number(part) / 255) ** 2.2);
  // White on this luminance has a contrast of 4.5 (WCAG 2.2, 1.4.3).
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.183;
}
