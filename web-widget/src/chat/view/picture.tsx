import { useState } from "preact/hooks";
import { isSafeLink } from "../safe-link.ts";

interface PictureProps {
  readonly url: string;
  readonly alt: string;
  /** In pixels, where they are known. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Of the chat server, which keeps what customers and agents send; other addresses are the page's. */
  readonly origin: string;
  readonly locale: string;
}

/** An image to tap, in a box that has its size before the image is there. One that cannot be had is told in words. */
export function Picture({ url, alt, width, height, origin, locale }: PictureProps) {
  // What the customer is just sending lies in their own browser.
  const [isLost, setLost] = useState(!(url.startsWith("blob:") || isSafeLink(url)));
  const source = url.startsWith("/api/chat/images/") ? origin + url : url;
  // Neither a strip nor a tower: what does not fit into such a box is seen whole when it is opened.
  const ratio = width && height && Math.min(Math.max(width / height, 0.6), 3);
  return (
    <div class="picture" style={ratio ? { aspectRatio: `${ratio}` } : {}}>
      {isLost ? (
        <p class="text">{alt}</p>
      ) : (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={({ currentTarget }) =>
            void import("../later/zoom.ts")
              .then(({ zoom }) => zoom(currentTarget, source, alt, locale))
              .catch(() => open(source, "_blank", "noopener"))
          }
        >
          <img src={source} alt={alt} loading="lazy" onError={() => setLost(true)} />
        </button>
      )}
    </div>
  );
}
