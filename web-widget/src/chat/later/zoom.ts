import css from "../../styles/zoom.css?inline";
import { styledBy } from "./styled.ts";
import { fetchWords } from "./words.ts";

const styled = styledBy(css);

/** Shows an image as large as the screen allows, until the customer closes it; the focus goes back to where it was. */
export async function zoom(from: HTMLElement, source: string, alt: string, locale: string): Promise<void> {
  const words = await fetchWords(locale);
  const dialog = document.createElement("dialog");
  dialog.className = "zoom";
  dialog.ariaLabel = alt;
  const image = Object.assign(document.createElement("img"), { src: source, alt });
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon";
  close.ariaLabel = words.closeImage;
  close.textContent = "✕";
  dialog.append(close, image);
  from.closest(".panel")?.append(dialog);
  styled(dialog);

  // Escape closes the image, and not the chat behind it.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("click", ({ target }) => target !== image && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    from.focus();
  });
  dialog.showModal();
}
