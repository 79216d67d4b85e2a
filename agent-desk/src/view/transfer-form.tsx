import { NativeSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import type { TeamMember } from "../../../src/protocol/desk-http.ts";
import { fill } from "../model/fill.ts";
import { DeedForm, withWhy } from "./deed-form.tsx";
import type { FormProps } from "./dialog.ts";
import { useDesk, useDeskState, usePreferences, useStrings, useSurroundings } from "./surroundings.ts";

export function TransferForm({ id, onDone }: FormProps) {
  const desk = useDesk();
  const { rest } = useSurroundings();
  const { actions, me } = useStrings();
  const { locale } = usePreferences();
  const queues = useDeskState((state) => state.setup?.queues);
  const [team, setTeam] = useState<readonly TeamMember[]>([]);
  const [to, setTo] = useState("");

  useEffect(() => {
    rest
      .get<readonly TeamMember[]>("/team")
      .then(setTeam)
      // The queues are there in any case.
      .catch(() => setTeam([]));
  }, [rest]);

  const colleagues = team
    .filter((member) => member.id !== desk.account.id)
    .map((member) => ({
      value: `agent:${member.id}`,
      label: `${member.name} · ${me[member.availability]} ${fill(actions.load, { load: member.load, capacity: member.capacity })}`,
    }));
  const lines = (queues ?? []).map((queue) => ({ value: `queue:${queue.id}`, label: queue[locale] }));
  const [kind, name] = [to.slice(0, 5), to.slice(6)];
  return (
    <DeedForm
      onDone={onDone}
      isReady={to !== ""}
      submit={(why) =>
        desk.act("transfer", {
          id,
          to: kind === "agent" ? { agent: name } : { queue: name },
          ...withWhy(why),
        })
      }
    >
      <NativeSelect
        data-autofocus
        label={actions.transferTo}
        {...(colleagues.length === 0 && { description: actions.nobody })}
        data={[
          { value: "", label: "—" },
          { group: actions.toAgent, items: colleagues },
          { group: actions.toQueue, items: lines },
        ]}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
    </DeedForm>
  );
}
