import { Button, CloseButton, Group } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { isRetryable } from "../desk/uploading.ts";
import { fill } from "../model/fill.ts";
import type { Upload } from "../model/upload.ts";
import { errorText } from "./error-text.ts";
import { useDesk, useDeskState, useStrings } from "./surroundings.ts";

/** The images that are held ready or on their way in a conversation, and those that did not get there. */
export function Uploads({ id }: { readonly id: string }) {
  const uploads = useDeskState((state) => state.uploads);
  const here = uploads.filter(({ conversation }) => conversation === id);
  return (
    <div role="status">
      {here.map((upload) => (
        <UploadLine key={upload.key} upload={upload} />
      ))}
    </div>
  );
}

function UploadLine({ upload }: { readonly upload: Upload }) {
  const { key, name, thumbnail, share, failure } = upload;
  const desk = useDesk();
  const strings = useStrings();
  const { composer: words } = strings;

  function whyNot(code: string): string {
    const why = errorText(strings, code);
    // What cannot be read was not on its way yet.
    return share === undefined ? why : fill(words.failed, { why });
  }

  return (
    <Group className="upload" gap="xs" wrap="nowrap" data-failed={failure !== undefined}>
      {thumbnail === undefined ? (
        <IconPhoto size={18} aria-hidden="true" />
      ) : (
        <img className="upload-picture" src={thumbnail} alt="" />
      )}
      <span className="upload-name">{failure === undefined ? name : whyNot(failure)}</span>
      {failure === undefined && share !== undefined && (
        <progress value={share} max={1} aria-label={fill(words.uploading, { name })} />
      )}
      {isRetryable(upload) && (
        <Button size="compact-xs" variant="light" onClick={() => desk.retryUpload(key)}>
          {words.retry}
        </Button>
      )}
      <CloseButton
        size="sm"
        aria-label={fill(words.dropImage, { name })}
        onClick={() => desk.dropUpload(key)}
      />
    </Group>
  );
}
