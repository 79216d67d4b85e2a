/** An image that the agent is about to send. Nobody has been shown it yet. */
export interface Upload {
  readonly key: string;
  readonly conversation: string;
  readonly name: string;
  /** A `data:` address, once the image has been read. */
  readonly thumbnail?: string;
  /** How much of it has gone to the server, from 0 to 1; absent until the agent has said so. */
  readonly share?: number;
  /** Why it did not go, as a code. */
  readonly failure?: string;
}
