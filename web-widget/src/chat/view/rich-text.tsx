import { splitLinks } from "../links.ts";

/** Plain text with its line breaks and its links. What comes over the wire is never read as HTML. */
export function RichText({ text }: { readonly text: string }) {
  return (
    <p class="text" dir="auto">
      {splitLinks(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
