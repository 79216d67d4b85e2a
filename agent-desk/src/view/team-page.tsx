import { useMemo } from "react";
import type { TeamMember } from "../../../src/protocol/desk-http.ts";
import { fetchLine, fetchTeam } from "../desk/listing.ts";
import { fill } from "../model/fill.ts";
import { type Standing, standingsOf } from "../model/standings.ts";
import { lengthOf } from "../model/times.ts";
import { linePressure } from "../model/waiting.ts";
import { Answered, PageFrame } from "./page-frame.tsx";
import { useDesk, useDeskState, useNow, useStrings } from "./surroundings.ts";
import { useQueueLimits } from "./use-queue-limits.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { useReply } from "./use-reply.ts";

const TEAM_EVERY_MS = 5_000;

/** It may be some pages of rows, and whoever waits is counted in the rail at once. */
const LINE_EVERY_MS = 10_000;

/** The wall: how the queues stand, and who is there to answer them. */
export function TeamPage() {
  const { team: words } = useStrings();
  const team = useReply(fetchTeam, TEAM_EVERY_MS);
  const line = useReply(fetchLine, LINE_EVERY_MS);
  return (
    <PageFrame name="team">
      <h3>{words.queues}</h3>
      <Answered answer={line}>{(rows) => <Queues rows={rows} team={team.reply ?? []} />}</Answered>
      <h3>{words.people}</h3>
      <Answered answer={team}>{(members) => <Members members={members} />}</Answered>
    </PageFrame>
  );
}

interface QueuesProps {
  readonly rows: Parameters<typeof standingsOf>[1];
  readonly team: readonly TeamMember[];
}

function Queues({ rows, team }: QueuesProps) {
  const { team: words } = useStrings();
  const setup = useDeskState((state) => state.setup);
  const standings = useMemo(
    () =>
      standingsOf(
        (setup?.queues ?? []).map(({ id }) => id),
        rows,
      ),
    [setup, rows],
  );
  const ready = (queue: string) =>
    team.filter(
      ({ availability, queues }) =>
        availability === "online" && (queues.length === 0 || queues.includes(queue)),
    ).length;
  return (
    <table className="table standings">
      <thead>
        <tr>
          <th scope="col">{words.queue}</th>
          <th scope="col" className="table-number">
            {words.waiting}
          </th>
          <th scope="col">{words.longest}</th>
          <th scope="col" className="table-number">
            {words.left}
          </th>
          <th scope="col" className="table-number">
            {words.ready}
          </th>
        </tr>
      </thead>
      <tbody>
        {standings.map((standing) => (
          <QueueRow key={standing.queue} standing={standing} ready={ready(standing.queue)} />
        ))}
      </tbody>
    </table>
  );
}

function QueueRow({ standing, ready }: { readonly standing: Standing; readonly ready: number }) {
  const { units } = useStrings();
  const nameOf = useQueueNames();
  const now = useNow(1_000);
  const limits = useQueueLimits();
  const { queue, waiting, left, longest } = standing;
  const ms = longest === undefined ? undefined : now - Date.parse(longest);
  return (
    <tr>
      <th scope="row">{nameOf(queue)}</th>
      <td className="table-number figures">{waiting}</td>
      <td className="figures">
        {ms === undefined ? (
          "—"
        ) : (
          <span className="wait" data-pressure={linePressure(ms, queue, limits)}>
            {lengthOf(ms, units)}
          </span>
        )}
      </td>
      <td className="table-number figures">{left}</td>
      <td className="table-number figures" data-tone={ready === 0 && waiting > 0 ? "bad" : undefined}>
        {ready}
      </td>
    </tr>
  );
}

function Members({ members }: { readonly members: readonly TeamMember[] }) {
  const { team: words } = useStrings();
  if (members.length === 0) return <p className="page-wait">{words.nobody}</p>;
  return (
    <ul className="members">
      {[...members].sort(byPresence).map((member) => (
        <Member key={member.id} member={member} />
      ))}
    </ul>
  );
}

function Member({ member }: { readonly member: TeamMember }) {
  const { account } = useDesk();
  const strings = useStrings();
  const nameOf = useQueueNames();
  const { id, name, availability, load, capacity, queues, role } = member;
  const most = Math.max(capacity, load, 1);
  const told = fill(strings.team.load, { load, capacity });
  return (
    <li className="member" data-availability={availability}>
      <p className="member-name">
        {name}
        {id === account.id && <span className="member-me">{strings.from.me}</span>}
      </p>
      <p className="member-state">
        <span className="mark" data-availability={availability}>
          {strings.me[availability]}
        </span>
        {role !== "agent" && strings.roles[role]}
      </p>
      <div className="member-load">
        {/* Another colour once it is full. */}
        <meter max={most} high={most - 0.5} optimum={0} value={load} aria-label={told} />
        <span className="figures">{told}</span>
      </div>
      <p className="member-queues">
        {queues.length === 0 ? strings.queues.all : queues.map(nameOf).join(strings.team.and)}
      </p>
    </li>
  );
}

function byPresence(a: TeamMember, b: TeamMember): number {
  if (a.availability !== b.availability) return a.availability === "online" ? -1 : 1;
  return a.name.localeCompare(b.name);
}
