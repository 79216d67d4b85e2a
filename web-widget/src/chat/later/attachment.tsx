import { useEffect, useState } from "preact/hooks";
import css from "../../styles/attachment.css?inline";
import { type ImageTrouble, type PreparedImage, prepareImage } from "./prepare-image.ts";
import { styledBy } from "./styled.ts";
import { useWords } from "./words.ts";

interface AttachmentProps {
  readonly files: readonly File[];
  readonly locale: string;
  onPrepared(image: PreparedImage): void;
}

const styled = styledBy(css);

/** Makes images that the customer chose ready to be sent, and says so where one cannot be. */
export function Attachment({ files, locale, onPrepared }: AttachmentProps) {
  const words = useWords(locale);
  const [trouble, setTrouble] = useState<ImageTrouble>();
  const [isBusy, setBusy] = useState(true);

  useEffect(() => {
    setTrouble(undefined);
    setBusy(true);
    void prepareAll();
  }, [files]);

  async function prepareAll(): Promise<void> {
    for (const file of files) {
      const prepared = await prepareImage(file);
      if (typeof prepared === "string") setTrouble(prepared);
      else onPrepared(prepared);
    }
    setBusy(false);
  }

  return (
    <div role="status" ref={styled}>
      {words && trouble !== undefined ? (
        <p class="attachment">
          {words[trouble]}
          <button type="button" onClick={() => setTrouble(undefined)}>
            {words.dismiss}
          </button>
        </p>
      ) : (
        words && isBusy && <p class="attachment slow">{words.preparing}</p>
      )}
    </div>
  );
}
