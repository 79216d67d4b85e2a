import { describe, expect, test } from "vitest";
import { RequestFailed, type Rest } from "../../agent-desk/src/desk/rest.ts";
import { startingState } from "../../agent-desk/src/desk/state.ts";
import { createStore } from "../../agent-desk/src/desk/store.ts";
import { createUploading, heldIn, isRetryable } from "../../agent-desk/src/desk/uploading.ts";

type Attempt = "ok" | "fails";

/** A server that takes or refuses one upload after the other, and a page that can read what is called an image. */
function world(...attempts: readonly Attempt[]) {
  const store = createStore(startingState);
  const sent: string[] = [];
  const paths: string[] = [];
  const shares: (number | undefined)[] = [];
  const rest: Pick<Rest, "upload"> = {
    async upload<Reply>(path: string, file: Blob, told: (share: number) => void) {
      const attempt = attempts[paths.length] ?? "ok";
      paths.push(path);
      told(0.5);
      shares.push(store.get().uploads[0]?.share);
      if (attempt === "fails") throw new RequestFailed("UNREACHABLE");
      return { image: await file.text(), width: 4, height: 3 } as Reply;
    },
  };
  const uploading = createUploading({
    store,
    rest,
    async shrink(chosen) {
      if (!chosen.type.startsWith("image/")) throw new RequestFailed("IMAGE_UNSUPPORTED");
      return { file: chosen, thumbnail: "data:," };
    },
    uploaded: (conversation, { id, width, height }) =>
      void sent.push(`${conversation} ${id} ${width}x${height}`),
  });
  const uploads = () => store.get().uploads;
  return { uploading, uploads, sent, paths, shares };
}

const image = (content: string) => new File([content], `${content}.png`, { type: "image/png" });
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("an image", () => {
  test("is held ready, and goes to nobody, until the agent sends it", async () => {
    const { uploading, uploads, sent, paths } = world();
    uploading.attach("c", image("bill"));
    await settle();
    expect(paths).toEqual([]);
    expect(heldIn(uploads(), "c")).toHaveLength(1);
    uploading.sendAttached("c");
    await settle();
    expect(paths).toEqual(["/conversations/c/images"]);
    expect(sent).toEqual(["c bill 4x3"]);
    expect(uploads()).toEqual([]);
  });

  test("is sent also by an agent who is quicker than the page", async () => {
    const { uploading, sent } = world();
    uploading.attach("c", image("bill"));
    uploading.sendAttached("c");
    await settle();
    expect(sent).toEqual(["c bill 4x3"]);
  });

  test("tells how much of it has gone", async () => {
    const { uploading, shares } = world();
    uploading.attach("c", image("bill"));
    uploading.sendAttached("c");
    await settle();
    expect(shares).toEqual([0.5]);
  });

  test("of another conversation stays where it is", async () => {
    const { uploading, uploads, sent } = world();
    uploading.attach("c", image("bill"));
    await settle();
    uploading.sendAttached("d");
    await settle();
    expect(sent).toEqual([]);
    expect(heldIn(uploads(), "c")).toHaveLength(1);
  });

  test("that did not get there says why, and goes when the agent tries again", async () => {
    const { uploading, uploads, sent } = world("fails");
    uploading.attach("c", image("bill"));
    uploading.sendAttached("c");
    await settle();
    const [failed] = uploads();
    expect(failed).toMatchObject({ failure: "UNREACHABLE" });
    expect(failed && isRetryable(failed)).toBe(true);
    // Sending something else does not send it along.
    uploading.sendAttached("c");
    await settle();
    expect(sent).toEqual([]);
    uploading.retryUpload(failed?.key ?? "");
    await settle();
    expect(sent).toEqual(["c bill 4x3"]);
  });

  test("that is given up on its way is shown to nobody", async () => {
    const { uploading, uploads, sent } = world();
    uploading.attach("c", image("bill"));
    await settle();
    uploading.sendAttached("c");
    uploading.dropUpload(uploads()[0]?.key ?? "");
    await settle();
    expect(sent).toEqual([]);
    expect(uploads()).toEqual([]);
  });

  test("that is none says so, and there is no use in trying again", async () => {
    const { uploading, uploads, paths } = world();
    uploading.attach("c", new File(["text"], "notes.txt", { type: "text/plain" }));
    uploading.sendAttached("c");
    await settle();
    const [refused] = uploads();
    expect(refused).toMatchObject({ failure: "IMAGE_UNSUPPORTED" });
    expect(refused && isRetryable(refused)).toBe(false);
    expect(paths).toEqual([]);
  });
});
