import type { MessageBody } from "../../../../src/protocol/event.ts";
import { Picture } from "./picture.tsx";
import { RichText } from "./rich-text.tsx";

type CardProps = Pick<Extract<MessageBody, { type: "card" }>, "title" | "lines" | "image">;

/** What a card says at a glance: its image, its title, and facts by name. */
export function Card({ title, lines, image }: CardProps) {
  return (
    <>
      {image !== undefined && <Picture url={image.url} alt={image.alt} />}
      <RichText text={title} />
      {lines.length > 0 && (
        <dl class="lines">
          {lines.map(({ label, value }, index) => (
            <div key={index} class="line">
              <dt>{label}</dt>
              <dd>
                <RichText text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
