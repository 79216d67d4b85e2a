import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useRef } from "react";
import { useStrings } from "./surroundings.ts";

/** Lets the agent choose images from their computer. */
export function ImageButton({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const { composer: words } = useStrings();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onChosen([...(currentTarget.files ?? [])]);
          // The same one may be chosen again.
          currentTarget.value = "";
        }}
      />
      <Tooltip label={words.imageHint}>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={words.image}
          onClick={() => field.current?.click()}
        >
          <IconPhoto size={17} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
