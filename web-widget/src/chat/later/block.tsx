import { useLayoutEffect } from "preact/hooks";
import type { MessageBody } from "../../../../src/protocol/event.ts";
import cards from "../../styles/cards.css?inline";
import steps from "../../styles/steps.css?inline";
import type { Strings } from "../strings.ts";
import { Card } from "../view/card.tsx";
import { Picture } from "../view/picture.tsx";
import type { RichText } from "../view/rich-text.tsx";
import { Steps } from "../view/steps.tsx";
import { styledBy } from "./styled.ts";

interface BlockProps {
  readonly body: MessageBody;
  readonly strings: Strings;
  /** Of the chat server: what images without a server of their own come from. */
  readonly origin: string;
  readonly locale: string;
  /** The chat's own, handed over: imported by a part that is fetched later, Preact would leave the chat's file. */
  readonly Text: typeof RichText;
  /** It takes another height than its words did. */
  onGrown(): void;
}

const styled = styledBy(cards + steps);

/** What is more than text: a card, an image, steps. */
export function Block({ onGrown, ...block }: BlockProps) {
  useLayoutEffect(onGrown, []);
  return (
    <>
      <span hidden ref={styled} />
      {drawn(block)}
    </>
  );
}

function drawn({ body, strings, Text, ...place }: Omit<BlockProps, "onGrown">) {
  switch (body.type) {
    case "card":
      return <Card {...body} {...place} Text={Text} />;
    case "steps":
      return (
        <>
          {body.text !== "" && <Text text={body.text} />}
          <Steps items={body.items} current={body.current} strings={strings} Text={Text} />
        </>
      );
    case "image": {
      // An image that a person sent has no caption; what stands in its place says only that it is one.
      const isBare = body.text === body.alt;
      return (
        <>
          <Picture {...body} {...place} alt={isBare ? strings.image : body.alt} />
          {!isBare && <Text text={body.text} />}
        </>
      );
    }
    default:
      return <Text text={body.text} />;
  }
}
