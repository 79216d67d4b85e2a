import type { MessageBody } from "../../../../src/protocol/event.ts";
import { Picture } from "./picture.tsx";
import type { RichText } from "./rich-text.tsx";

interface CardProps extends Pick<Extract<MessageBody, { type: "card" }>, "title" | "lines" | "image"> {
  readonly origin: string;
  readonly locale: string;
  readonly Text: typeof RichText;
}

/** What a line says when it tells how an order, a plan or a bill stands. */
const STATUS = /^(?:状态|狀態|status)$/i;

/** What a card says at a glance: its image, its title, and facts by name. */
export function Card({ title, lines, image, origin, locale, Text }: CardProps) {
  return (
    <>
      {image !== undefined && <Picture {...image} origin={origin} locale={locale} />}
      <Text text={title} />
      {lines.length > 0 && (
        <dl class="lines">
          {lines.map(({ label, value }, index) => (
            <div key={index} class="line">
              <dt>{label}</dt>
              <dd class={STATUS.test(label) ? "chip" : ""}>
                <Text text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
