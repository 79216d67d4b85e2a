import { Button, CloseButton } from "@mantine/core";
import { useEffect } from "react";
import { noticeText } from "./error-text.ts";
import { useDesk, useDeskState, useStrings, useSurroundings } from "./surroundings.ts";

/** Long enough to be read twice. */
const SHOWN_MS = 8_000;

/** What has to be said once: a refusal, or something that happened elsewhere. And that the connection is gone. */
export function NoticeBar() {
  const { store } = useSurroundings();
  const strings = useStrings();
  const notice = useDeskState((state) => state.notice);
  const link = useDeskState((state) => state.link);
  const openedId = useDeskState((state) => state.opened?.id);
  const desk = useDesk();

  function open(id: string | undefined): void {
    store.patch({ notice: undefined });
    if (id !== undefined) void desk.open(id);
  }

  // Who looks at the conversation already need not be told that it has come.
  const isSeen = notice?.type === "alert" && notice.conversation === openedId;

  useEffect(() => {
    if (notice === undefined) return;
    if (isSeen) {
      store.patch({ notice: undefined });
      return;
    }
    const over = setTimeout(() => store.patch({ notice: undefined }), SHOWN_MS);
    return () => clearTimeout(over);
  }, [notice, isSeen, store]);

  return (
    <div className="notices">
      <div role="status">
        {link !== "online" && (
          <p className="notice" data-tone="warn">
            {strings.link[link]}
          </p>
        )}
      </div>
      <div role="alert">
        {notice !== undefined && (
          <p key={notice.key} className="notice" data-tone={notice.type === "refusal" ? "bad" : "plain"}>
            {noticeText(strings, notice)}
            {notice.conversation !== undefined && notice.conversation !== openedId && (
              <Button size="compact-sm" variant="light" onClick={() => open(notice.conversation)}>
                {strings.alerts.open}
              </Button>
            )}
            <CloseButton
              size="sm"
              c="inherit"
              aria-label={strings.close}
              onClick={() => store.patch({ notice: undefined })}
            />
          </p>
        )}
      </div>
    </div>
  );
}
