import { Modal } from "@mantine/core";
import { useState } from "react";
import { fitted, type Size } from "../model/image-size.ts";
import { useStrings } from "./surroundings.ts";

/** How large a picture is in the transcript, at most. */
const THUMBNAIL: Size = { width: 320, height: 240 };

interface PictureProps {
  readonly url: string;
  readonly alt: string;
  /** In pixels, where they are known: room is kept for it before it is there. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * A small picture that opens large. An image of another host is not fetched: who looks at which conversation is no concern
 * of that host.
 */
export function Picture({ url, alt, width, height }: PictureProps) {
  const { conversation, close } = useStrings();
  const [isLarge, setIsLarge] = useState(false);
  if (!url.startsWith("/") || url.startsWith("//"))
    return (
      <p className="picture-words">
        [{conversation.picture}] {alt}
      </p>
    );
  const size = width === undefined || height === undefined ? {} : fitted({ width, height }, THUMBNAIL);
  return (
    <>
      <button
        type="button"
        className="picture"
        aria-label={`${conversation.enlarge}: ${alt}`}
        onClick={() => setIsLarge(true)}
      >
        <img src={url} alt="" loading="lazy" {...size} />
      </button>
      <Modal
        opened={isLarge}
        onClose={() => setIsLarge(false)}
        title={conversation.picture}
        size="auto"
        closeButtonProps={{ "aria-label": close }}
      >
        <img className="picture-large" src={url} alt={alt} width={width} height={height} />
      </Modal>
    </>
  );
}

/** Where the server keeps an image. */
export function imageAddress(id: string): string {
  return `/api/chat/images/${encodeURIComponent(id)}`;
}
