import { addStyles } from "../../stylesheet.ts";

const styled = new WeakMap<Node, Set<string>>();

/** A `ref` that gives the shadow root of what it is put on these styles, once. */
export function styledBy(css: string): (element: Element | null) => void {
  return (element) => {
    const root = element?.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    const known = styled.get(root) ?? new Set();
    styled.set(root, known);
    if (known.has(css)) return;
    known.add(css);
    // Where styles need the page's nonce, those of the chat have brought it along.
    addStyles(root, css, root.querySelector("style")?.nonce ?? "");
  };
}
