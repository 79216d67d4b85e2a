import type { ChoiceOption, EventBody, MessageBody } from "../../../src/protocol/event.ts";
import { Picture } from "./picture.tsx";
import { useStrings } from "./surroundings.ts";

/** What a message shows, as the customer saw it. Its buttons are the customer's to press: here they only tell. */
export function Blocks({ body }: { readonly body: EventBody }) {
  const { conversation } = useStrings();
  switch (body.type) {
    case "text":
    case "note":
      return <p className="words">{body.text}</p>;
    case "choice":
      return (
        <p className="words">
          <span className="pressed">{conversation.pressed}</span> {body.label}
        </p>
      );
    case "choices":
    case "steps":
    case "card":
    case "image":
      return <Block body={body} />;
    // Told in a line of their own.
    case "handoff":
    case "rating":
    case "desk":
      return null;
  }
}

function Block({ body }: { readonly body: Exclude<MessageBody, { type: "text" }> }) {
  return (
    <>
      {/* A card says in its text what it shows, and the text of most images is that there is one. */}
      {body.type !== "card" && body.text !== "" && !isBare(body) && <p className="words">{body.text}</p>}
      {body.type === "steps" && (
        <ol className="steps">
          {body.items.map((item, index) => (
            <li key={item} aria-current={body.current === index + 1 ? "step" : undefined}>
              {item}
            </li>
          ))}
        </ol>
      )}
      {body.type === "card" && <Card card={body} />}
      {body.type === "image" && <Picture {...body} />}
      {body.options !== undefined && <Options options={body.options} />}
    </>
  );
}

function isBare(body: MessageBody): boolean {
  return body.type === "image" && body.text === body.alt;
}

function Card({ card: { title, lines, image } }: { readonly card: Extract<MessageBody, { type: "card" }> }) {
  return (
    <div className="card">
      <p className="card-title">{title}</p>
      {image !== undefined && <Picture {...image} />}
      <dl>
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Options({ options }: { readonly options: readonly ChoiceOption[] }) {
  return (
    <ul className="options">
      {options.map(({ id, label, link }) => (
        <li key={id} className="option" data-link={link !== undefined} title={link}>
          {label}
        </li>
      ))}
    </ul>
  );
}
