import * as z from "zod";
import type { DraftSuite } from "../../regression/draft/draft.ts";
import type { ForeignPlace } from "../../regression/draft/findings.ts";
import { shaped } from "../../regression/draft/foreign-document.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { type Assertions, assertedTurns } from "./assertions.ts";
import type { Project } from "./project.ts";
import { type DraftTurn, expectedText, stubsFor } from "./said-in-tests.ts";
import { listStrays, placeIn, type RasaFiles, type Section, sectionsNamed } from "./sections.ts";
import { expectedValue } from "./story-cases.ts";
import { slotsSet } from "./story-steps.ts";

type Case = DraftSuite["cases"][number];

const namedMaps = z.array(z.record(z.string(), z.unknown()));

const step = z.looseObject({
  user: z.coerce.string().optional(),
  bot: z.string().optional(),
  utter: z.string().optional(),
  slot_was_set: z
    .union([
      z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
      z.record(z.string(), z.unknown()),
    ])
    .optional(),
  slot_was_not_set: z.unknown().optional(),
  assertions: namedMaps.optional(),
  metadata: z.unknown().optional(),
});

const testCase = z.looseObject({
  test_case: z.coerce.string(),
  fixtures: z.array(z.string()).optional(),
  metadata: z.unknown().optional(),
  assertion_order_enabled: z.boolean().optional(),
  steps: z.array(step),
});

/** End-to-end tests as dialog tests, a suite for each file. */
export function endToEndSuites(files: RasaFiles, about: Assertions): readonly DraftSuite[] {
  const { project } = about;
  for (const section of sectionsNamed(files, "metadata"))
    project.findings.note(
      placeIn(section, []),
      "metadata of tests",
      "no channel's data reaches a dialog here",
    );
  const names = namesOf("dialog", ["stories"]);
  return sectionsNamed(files, "test_cases").flatMap((section): readonly DraftSuite[] => {
    const fixtures = fixturesOf(files, section, project);
    const cases = shaped(z.array(testCase), section.document, section.value, [section.key]).flatMap(
      (read, at) => caseOf(read, section, at, Object.keys(fixtures), about),
    );
    if (cases.length === 0) return [];
    const common = project.actions.stubs.filter(({ test }) => test === undefined);
    const stubs = stubsFor(common, project.actions, project.vocabulary, { others: true });
    const used = Object.entries(fixtures).filter(([name]) =>
      cases.some(({ use = [] }) => use.includes(name)),
    );
    return [
      {
        file: names.nameOf(section.document.file.replace(/\.ya?ml$/u, "")),
        suite: section.document.file,
        ...(Object.keys(stubs).length === 0 ? {} : { defaults: { stubs } }),
        ...(used.length === 0 ? {} : { fixtures: Object.fromEntries(used) }),
        cases,
      },
    ];
  });
}

function fixturesOf(files: RasaFiles, of: Section, project: Project): NonNullable<DraftSuite["fixtures"]> {
  const { vocabulary, findings, domain } = project;
  const sections = sectionsNamed(files, "fixtures").filter(({ document }) => document === of.document);
  const entries = sections.flatMap((section) =>
    shaped(namedMaps, section.document, section.value, [section.key]).flatMap((item, index) =>
      Object.entries(item).map(([name, slots]) => {
        const at = placeIn(section, [index]);
        const list = shaped(z.array(z.record(z.string(), z.unknown())), section.document, slots, [
          section.key,
          index,
          name,
        ]);
        const values = list
          .flatMap((one) => Object.entries(one))
          .flatMap(([slot, value]) => {
            if (domain.slots.has(slot))
              return [[vocabulary.nameOf("slot", slot), scalarOf(slot, value, project)] as const];
            findings.note(at, `slot "${slot}" of the fixture "${name}"`, "the domain has no such slot");
            return [];
          });
        findings.note(
          at,
          `fixture "${name}"`,
          "a dialog begins with its own slots empty; give the case a `start` to fill them",
        );
        return [name, { slots: Object.fromEntries(values) }] as const;
      }),
    ),
  );
  return Object.fromEntries(entries);
}

function scalarOf(slot: string, value: unknown, { vocabulary }: Project): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return vocabulary.value(slot, value);
  return null;
}

function caseOf(
  read: z.infer<typeof testCase>,
  section: Section,
  index: number,
  fixtures: readonly string[],
  about: Assertions,
): readonly Case[] {
  const { project } = about;
  const { findings, actions, vocabulary } = project;
  const { test_case: name, steps } = read;
  const at = placeIn(section, [index]);
  const leave = (why: string): readonly Case[] => {
    findings.leave("tests", at, `test "${name}"`, why);
    return [];
  };
  const known = ["test_case", "fixtures", "metadata", "assertion_order_enabled", "steps"];
  listStrays(section, read, [index], known, `the test "${name}"`, findings);
  if (read.metadata !== undefined)
    findings.note(at, `metadata of "${name}"`, "no channel's data reaches a dialog here");
  const talk: DraftTurn[] = [];
  for (const [place, one] of steps.entries()) {
    const here = placeIn(section, [index, "steps", place]);
    if (one.user !== undefined) {
      const said = spoken(one.user, project);
      if (said === undefined) return leave(`"${one.user}" is the payload of no button that came over`);
      talk.push(said);
    }
    talk.push(...expectationsOf(one, name, here, about));
  }
  if (!talk.some((turn) => "me" in turn)) return leave("no customer says anything in it");
  const use = (read.fixtures ?? []).filter((fixture) => fixtures.includes(fixture));
  for (const fixture of read.fixtures ?? [])
    if (!use.includes(fixture))
      findings.note(at, `fixture "${fixture}" of "${name}"`, "the file has no such fixture");
  const own = actions.stubs.filter(({ test }) => test === name);
  const stubs = stubsFor(own, actions, vocabulary, { others: false });
  findings.take("tests");
  return [
    {
      name,
      ...(use.length === 0 ? {} : { use }),
      ...(Object.keys(stubs).length === 0 ? {} : { stubs }),
      talk,
    },
  ];
}

/** A text, or the button whose payload it is. */
function spoken(user: string, { responses, data, vocabulary, starts }: Project): DraftTurn | undefined {
  if (!user.startsWith("/")) return { me: user };
  const label = responses.labelOf(user);
  if (label !== undefined) return { me: { tap: label } };
  const intent = user.slice(1).replace(/\{.*$/su, "");
  return data.intents.has(intent) && starts(intent)
    ? { me: { intent: vocabulary.nameOf("intent", intent) } }
    : undefined;
}

function expectationsOf(
  one: z.infer<typeof step>,
  test: string,
  at: ForeignPlace,
  about: Assertions,
): readonly DraftTurn[] {
  const { project, declared } = about;
  const { findings, responses, vocabulary } = project;
  const what = `test "${test}"`;
  const found: DraftTurn[] = [];
  if (one.metadata !== undefined) findings.note(at, what, "metadata of a step reaches no dialog here");
  if (one.slot_was_not_set !== undefined && one.assertions === undefined)
    findings.note(at, what, "slot_was_not_set is only known among assertions");
  if (one.bot !== undefined) found.push({ bot: one.bot });
  if (one.utter !== undefined) {
    const said = responses.isUsed(one.utter) ? responses.get(one.utter) : undefined;
    if (said === undefined)
      findings.note(at, what, `nothing that came over says "${one.utter}"; not expected`);
    else found.push({ bot: { text: expectedText(said) } });
  }
  for (const [slot, value] of one.slot_was_set === undefined ? [] : slotsSet(one.slot_was_set)) {
    if (!declared.has(slot)) findings.note(at, what, `no dialog fills the slot "${slot}"; not expected`);
    else found.push({ slots: { [vocabulary.nameOf("slot", slot)]: expectedValue(slot, value, project) } });
  }
  const listed = one.assertions === undefined ? [] : assertedTurns(one.assertions, what, at, about);
  return [...found, ...listed];
}
