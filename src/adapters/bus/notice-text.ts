import { type ConversationId, conversationId, type NodeId, nodeId } from "../../kernel/ids.ts";
import type { Notice, Writer } from "../../runtime/bus.ts";
import { lookersOf, lookersText } from "./lookers-text.ts";

/** What arrived on one of our channels. A beat says that its sender lives, and how many notices it had to drop so far. */
export type Heard = { readonly from: NodeId } & ({ readonly notice: Notice } | { readonly dropped: number });

/** A channel and what is said on it. */
export type Saying = readonly [channel: string, text: string];

/** `sender word value`, and of lookers `more`; however long a text is, this reads no more of it than ours have. */
const TEXT = /^([\w.:-]{1,100}) ([a-z]{1,10}) ([\w.:-]{1,100})(?: ([\w-]{1,12000}))?$/;
const NUMBER = /^\d{1,15}$/;

/**
 * How one process words its notices, and understands those of others. Each conversation has a channel, each process has
 * one, and all share one for their beats and for what is everybody's concern. A text is `sender word value`, and holds nothing
 * that a customer wrote.
 */
export class NoticeText {
  /** The channel of this process. */
  readonly own: string;
  /** The channel of everybody's beats. */
  readonly beats: string;
  readonly #node: NodeId;
  readonly #conversations: string;
  readonly #nodes: string;

  /**
   * @param database of the Redis server. It does not keep channels apart by database, so their names have to, or two
   *   installations on one server would hear each other
   */
  constructor(node: NodeId, database: string) {
    this.#node = node;
    this.#conversations = `fenqi:${database}:conversation:`;
    this.#nodes = `fenqi:${database}:node:`;
    this.beats = `fenqi:${database}:beats`;
    this.own = this.#nodes + node;
  }

  channelOf(id: ConversationId): string {
    return this.#conversations + id;
  }

  conversationOf(channel: string): ConversationId {
    return conversationId(channel.slice(this.#conversations.length));
  }

  notice(notice: Notice): Saying {
    switch (notice.type) {
      case "stored":
        return this.#say(this.channelOf(notice.conversationId), "stored", notice.last);
      case "typing":
        return this.#say(
          this.channelOf(notice.conversationId),
          "typing",
          `${notice.from}:${notice.on ? "on" : "off"}`,
        );
      case "read":
      case "seen":
        return this.#say(this.channelOf(notice.conversationId), notice.type, notice.seq);
      case "desk":
        return this.#say(this.beats, "desk", notice.conversationId);
      case "looking":
        return this.#say(this.beats, "looking", `${notice.conversationId} ${lookersText(notice.lookers)}`);
      case "owed":
        return this.#say(this.#nodes + notice.to, "owed", notice.conversationId);
    }
  }

  beat(dropped: number): Saying {
    return this.#say(this.beats, "beat", dropped);
  }

  #say(channel: string, word: string, value: string | number): Saying {
    return [channel, `${this.#node} ${word} ${value}`];
  }

  /** Understands a text; undefined when it is none of ours, for anybody with access to Redis can say anything. */
  read(channel: string, text: string): Heard | undefined {
    const [, sender, word = "", value = "", more] = TEXT.exec(text) ?? [];
    if (sender === undefined || (more !== undefined && word !== "looking")) return undefined;
    const from = nodeId(sender);
    if (channel === this.beats && word === "beat")
      return NUMBER.test(value) ? { from, dropped: Number(value) } : undefined;
    const notice =
      channel === this.beats
        ? readConcern(from, word, value, more)
        : channel === this.own
          ? this.#readOwed(word, value)
          : this.#readNews(channel, word, value);
    return notice && { from, notice };
  }

  #readOwed(word: string, value: string): Notice | undefined {
    return word === "owed"
      ? { type: "owed", conversationId: conversationId(value), to: this.#node }
      : undefined;
  }

  #readNews(channel: string, word: string, value: string): Notice | undefined {
    if (!channel.startsWith(this.#conversations)) return undefined;
    const id = this.conversationOf(channel);
    if (word === "stored" && NUMBER.test(value) && Number(value) > 0)
      return { type: "stored", conversationId: id, last: Number(value) };
    if ((word === "read" || word === "seen") && NUMBER.test(value))
      return { type: word, conversationId: id, seq: Number(value) };
    const [writer, on] = word === "typing" ? value.split(":") : [];
    if (!isWriter(writer) || (on !== "on" && on !== "off")) return undefined;
    return { type: "typing", conversationId: id, from: writer, on: on === "on" };
  }
}

/** What is everybody's concern. */
function readConcern(
  node: NodeId,
  word: string,
  value: string,
  more: string | undefined,
): Notice | undefined {
  const id = conversationId(value);
  if (word === "desk") return { type: "desk", conversationId: id };
  const lookers = word === "looking" && more !== undefined ? lookersOf(more) : undefined;
  return lookers && { type: "looking", conversationId: id, node, lookers };
}

function isWriter(word: string | undefined): word is Writer {
  return word === "customer" || word === "bot" || word === "agent";
}
