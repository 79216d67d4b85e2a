import { CloseButton, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { fill } from "../model/fill.ts";
import { DeedForm } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useDeskState, useStrings } from "./surroundings.ts";

/** What the protocol allows. */
const MOST_TAGS = 20;
const LONGEST_TAG = 64;

export function TagsForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { actions } = useStrings();
  const before = useDeskState((state) => state.opened?.row?.tags);
  const [tags, setTags] = useState<readonly string[]>(before ?? []);
  const [typed, setTyped] = useState("");
  const withTyped = typed.trim() === "" || tags.includes(typed.trim()) ? tags : [...tags, typed.trim()];

  function pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || typed.trim() === "") return;
    event.preventDefault();
    setTags(withTyped.slice(0, MOST_TAGS));
    setTyped("");
  }

  return (
    <DeedForm
      onDone={onDone}
      hasWhy={false}
      submit={() => desk.act("tag", { id, tags: withTyped.slice(0, MOST_TAGS) })}
    >
      <TextInput
        data-autofocus
        label={actions.tags}
        description={actions.tagsHint}
        maxLength={LONGEST_TAG}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={pressed}
      />
      {tags.length > 0 && (
        <ul className="tag-list">
          {tags.map((tag) => (
            <li key={tag} className="tag">
              {tag}
              <CloseButton
                size="sm"
                aria-label={fill(actions.removeTag, { tag })}
                onClick={() => setTags(tags.filter((other) => other !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
    </DeedForm>
  );
}
