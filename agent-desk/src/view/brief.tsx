import type { ReactNode } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { ConversationBrief } from "../../../src/protocol/desk-http.ts";
import { fill } from "../model/fill.ts";
import { momentOf } from "../model/times.ts";
import { inItsLanguage } from "./in-its-language.ts";
import { VipMark } from "./inbox-row.tsx";
import { Stars } from "./stars.tsx";
import { useDeskState, usePreferences, useStrings } from "./surroundings.ts";
import { useIntentTitles } from "./use-intent-titles.ts";
import { useQueueNames } from "./use-queue-names.ts";

const LANGUAGES = { zh: "中文", en: "English" } as const;

/** What an agent is told beside the transcript: why a person was asked for, and what is known. */
export function BriefPanel({ row }: { readonly row: DeskRow }) {
  const { brief: words } = useStrings();
  const { locale } = usePreferences();
  const brief = useDeskState((state) => state.opened?.brief);
  const queueName = useQueueNames();
  const intentTitle = useIntentTitles();
  return (
    <aside className="brief" aria-label={words.title} tabIndex={-1}>
      <h2>
        {words.title} {row.vip === true && <VipMark />}
      </h2>
      <Part title={words.intent}>{row.intent !== undefined && intentTitle(row.intent)}</Part>
      <Part title={words.reason}>{brief?.reason ?? row.reason}</Part>
      <Part title={words.care} isHot>
        {brief?.care}
      </Part>
      <Part title={words.question}>
        {brief?.question !== undefined && (
          <q className="brief-question" {...inItsLanguage(brief.question)}>
            {brief.question}
          </q>
        )}
      </Part>
      <Pairs title={words.looking} pairs={lookedAt(brief, words)} />
      <Pairs title={words.facts} pairs={brief?.facts.map(({ name, value }) => [name, value]) ?? []} />
      <Pairs
        title={words.calls}
        pairs={brief?.calls.map(({ action, outcome, ms }) => [action, `${outcome} · ${ms} ms`]) ?? []}
      />
      <Part title={words.dialog}>{brief?.dialog}</Part>
      <Ratings ratings={brief?.ratings ?? []} />
      <Pairs
        title={words.customer}
        pairs={[
          [words.customer, row.customerId],
          ...(row.queue === undefined ? [] : ([[words.queue, queueName(row.queue)]] as const)),
          [words.language, LANGUAGES[row.language]],
          ...(brief === undefined
            ? []
            : ([
                [words.since, momentOf(brief.createdAt, locale)],
                [words.handoffs, String(brief.handoffs)],
              ] as const)),
        ]}
        isUntitled
      />
    </aside>
  );
}

/** What the customer has before their eyes in the host app, as far as it has told. */
function lookedAt(
  { page, order }: Partial<Pick<ConversationBrief, "page" | "order">> = {},
  words: { readonly page: string; readonly order: string },
): PairsProps["pairs"] {
  return [
    ...(page === undefined ? [] : ([[words.page, page]] as const)),
    ...(order === undefined ? [] : ([[words.order, order]] as const)),
  ];
}

function Ratings({ ratings }: Pick<ConversationBrief, "ratings">) {
  const { brief: words } = useStrings();
  const { locale } = usePreferences();
  if (ratings.length === 0) return null;
  const sum = ratings.reduce((before, { score }) => before + score, 0);
  return (
    <section className="brief-part">
      <h3>{words.ratings}</h3>
      {ratings.length > 1 && (
        <p>{fill(words.average, { average: (sum / ratings.length).toFixed(1), count: ratings.length })}</p>
      )}
      <ul className="brief-ratings">
        {ratings.map(({ at, score, comment }) => (
          <li key={at}>
            <Stars score={score} /> <time dateTime={at}>{momentOf(at, locale)}</time>
            {comment !== undefined && (
              <p className="words" {...inItsLanguage(comment)}>
                {comment}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly isHot?: boolean;
  readonly children: ReactNode;
}

function Part({ title, isHot = false, children }: PartProps) {
  if (children === undefined || children === false || children === "") return null;
  return (
    <section className="brief-part" data-hot={isHot}>
      <h3>{title}</h3>
      <p>{children}</p>
    </section>
  );
}

interface PairsProps {
  readonly title: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly isUntitled?: boolean;
}

function Pairs({ title, pairs, isUntitled = false }: PairsProps) {
  if (pairs.length === 0) return null;
  return (
    <section className="brief-part">
      {!isUntitled && <h3>{title}</h3>}
      <dl>
        {pairs.map(([name, value], index) => (
          <div key={`${index} ${name}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
