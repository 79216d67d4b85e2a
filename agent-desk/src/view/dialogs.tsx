import { Kbd, Modal, Text } from "@mantine/core";
import type { SavedSearch } from "../model/saved-searches.ts";
import { shortcuts } from "../model/shortcuts.ts";
import type { Strings } from "../model/strings.ts";
import { BlockForm } from "./block-form.tsx";
import type { DialogName } from "./dialog.ts";
import { HandBackForm } from "./hand-back-form.tsx";
import { ResolveForm } from "./resolve-form.tsx";
import { SearchForm } from "./search-form.tsx";
import { SnoozeForm } from "./snooze-form.tsx";
import { useDeskState, useStrings } from "./surroundings.ts";
import { TagsForm } from "./tags-form.tsx";
import { TransferForm } from "./transfer-form.tsx";

const FORMS = {
  transfer: TransferForm,
  handBack: HandBackForm,
  snooze: SnoozeForm,
  resolve: ResolveForm,
  block: BlockForm,
  tags: TagsForm,
} as const;

interface DialogsProps {
  readonly name: DialogName | undefined;
  /** What the search begins with. */
  readonly search: SavedSearch | undefined;
  readonly onClose: () => void;
}

/** The window that asks how something is to be done, and the list of keys. */
export function Dialogs({ name, search, onClose }: DialogsProps) {
  const strings = useStrings();
  const id = useDeskState((state) => state.opened?.id);
  const Form = name === undefined || name === "help" || name === "search" ? undefined : FORMS[name];
  return (
    <Modal
      opened={name !== undefined}
      onClose={onClose}
      title={name === undefined ? undefined : titleOf(strings, name)}
      size={Form === undefined ? "md" : "sm"}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      {name === "help" && <Keys />}
      {name === "search" && <SearchForm key={search?.name} first={search} onDone={onClose} />}
      {Form !== undefined && id !== undefined && <Form key={id} id={id} onDone={onClose} />}
    </Modal>
  );
}

function titleOf({ shortcuts: { title }, search, actions }: Strings, name: DialogName): string {
  if (name === "help") return title;
  return name === "search" ? search.title : actions[name];
}

const NAMES: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

function Keys() {
  const { shortcuts: words } = useStrings();
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.intro}
      </Text>
      <dl className="keys">
        {shortcuts.map(({ command, keys }) => (
          <div key={command}>
            <dt>{words[command]}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{NAMES[key] ?? key.toUpperCase().replace("ENTER", "Enter")}</Kbd>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.suggestion}</dt>
          <dd>
            <Kbd>Alt+1–3</Kbd>
          </dd>
        </div>
        <div>
          <dt>{words.sendSuggestion}</dt>
          <dd>
            <Kbd>Alt+Shift+1–3</Kbd>
          </dd>
        </div>
      </dl>
    </>
  );
}
