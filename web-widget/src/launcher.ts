/** The round button, not yet on the page. */
export function drawLauncher(): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "launcher";
  button.type = "button";
  button.append(
    drawing(
      "M12 4c5 0 9 3.3 9 7.5s-4 7.5-9 7.5c-1 0-1.8-.1-2.6-.3l-4.2 1.8.5-3.4C4 15.7 3 13.7 3 11.5 3 7.3 7 4 12 4ZM8 11.5h0m4 0h0m4 0h0",
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
