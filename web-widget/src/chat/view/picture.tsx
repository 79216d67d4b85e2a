import { useState } from "preact/hooks";
import { isSafeLink } from "../safe-link.ts";

interface PictureProps {
  readonly url: string;
  readonly alt: string;
}

/** An image, in a box that has its size before the image is there. One that cannot be had is told in words. */
export function Picture({ url, alt }: PictureProps) {
  const [isLost, setLost] = useState(!isSafeLink(url));
  return (
    <div class="picture">
      {isLost ? (
        <p class="text">{alt}</p>
      ) : (
        <img src={url} alt={alt} loading="lazy" onError={() => setLost(true)} />
      )}
    </div>
  );
}
