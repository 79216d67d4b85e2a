import type { SentImage } from "../model/outbox.ts";
import type { Upload } from "../model/upload.ts";
import { codeOfFailure, type Rest } from "./rest.ts";
import type { Shrunk } from "./shrinking.ts";
import type { DeskState } from "./state.ts";
import type { Store } from "./store.ts";

export interface UploadingPorts {
  readonly store: Store<DeskState>;
  readonly rest: Pick<Rest, "upload">;
  readonly shrink: (chosen: File) => Promise<Shrunk>;
  /** The server has the image now. */
  readonly uploaded: (conversation: string, image: SentImage) => void;
}

export interface Uploading {
  /** Holds an image ready. */
  attach(conversation: string, chosen: File): void;
  /** Sends whatever is held ready in the conversation. */
  sendAttached(conversation: string): void;
  /** Sends again what did not get there. */
  retryUpload(key: string): void;
  /** Gives it up, wherever it is. */
  dropUpload(key: string): void;
  stopUploads(): void;
}

/** Brings images to the server, each by itself. What fails waits for the agent to try again or to give it up. */
export function createUploading({ store, rest, shrink, uploaded }: UploadingPorts): Uploading {
  const files = new Map<string, Blob>();
  const stops = new Map<string, AbortController>();

  const find = (key: string) => store.get().uploads.find((one) => one.key === key);

  function put(changed: Upload): void {
    store.patch({ uploads: store.get().uploads.map((one) => (one.key === changed.key ? changed : one)) });
  }

  function patch(key: string, change: Partial<Upload>): void {
    const known = find(key);
    if (known !== undefined) put({ ...known, ...change });
  }

  function forget(key: string): void {
    files.delete(key);
    stops.delete(key);
    store.patch({ uploads: store.get().uploads.filter((one) => one.key !== key) });
  }

  async function prepare(key: string, chosen: File): Promise<void> {
    try {
      const { file, thumbnail } = await shrink(chosen);
      if (find(key) === undefined) return;
      files.set(key, file);
      patch(key, { thumbnail });
      // The agent was quicker.
      if (find(key)?.share !== undefined) await send(key);
    } catch (failure) {
      patch(key, { failure: codeOfFailure(failure) });
    }
  }

  async function send(key: string): Promise<void> {
    const upload = find(key);
    if (upload === undefined) return;
    const { failure: _before, ...fresh } = upload;
    put({ ...fresh, share: 0 });
    const file = files.get(key);
    if (file === undefined) return;
    const stop = new AbortController();
    stops.set(key, stop);
    const path = `/conversations/${encodeURIComponent(upload.conversation)}/images`;
    const told = (share: number) => patch(key, { share });
    try {
      const sent = await rest.upload<Omit<SentImage, "id"> & { image: string }>(
        path,
        file,
        told,
        stop.signal,
      );
      // Given up meanwhile: the server has it, and nobody is shown it.
      if (stop.signal.aborted) return;
      forget(key);
      uploaded(upload.conversation, { id: sent.image, width: sent.width, height: sent.height });
    } catch (failure) {
      patch(key, { failure: codeOfFailure(failure) });
    }
  }

  return {
    attach(conversation, chosen) {
      const key = crypto.randomUUID();
      store.patch({ uploads: [...store.get().uploads, { key, conversation, name: chosen.name }] });
      void prepare(key, chosen);
    },
    sendAttached(conversation) {
      for (const { key } of heldIn(store.get().uploads, conversation)) void send(key);
    },
    retryUpload: (key) => void send(key),
    dropUpload(key) {
      stops.get(key)?.abort();
      forget(key);
    },
    stopUploads() {
      for (const stop of stops.values()) stop.abort();
      files.clear();
    },
  };
}

/** The images of a conversation that only wait for the agent to send them. */
export function heldIn(uploads: readonly Upload[], id: string): readonly Upload[] {
  return uploads.filter(
    ({ conversation, share, failure }) => conversation === id && share === undefined && failure === undefined,
  );
}

/** Whether there is any use in trying again: what is no image stays none. */
export function isRetryable({ thumbnail, failure }: Upload): boolean {
  return failure !== undefined && thumbnail !== undefined;
}
