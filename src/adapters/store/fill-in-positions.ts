import { type Kysely, sql } from "kysely";
import * as z from "zod";

const PAGE = 500;

// Written out, and not taken from the dialog room: what a migration does must not change with the program.
const newInDialog = { results: {}, noted: [], care: "", nudges: 0, calls: 0, heardAt: 0, unanswered: "" };
const newInFrame = { path: [], filled: {}, attempts: 0, asked: {} };

const storedState = z.looseObject({
  dialog: z.looseObject({ stack: z.array(z.looseObject({})) }),
});

/** Gives every stored state what places in dialogs have come to hold since the first version. */
export async function fillInPositions(db: Kysely<unknown>): Promise<void> {
  let after = "";
  for (;;) {
    const { rows } = await sql<{ id: string; state: string }>`
      select id, state from conversations where id > ${after} order by id limit ${PAGE}`.execute(db);
    for (const { id, state } of rows) {
      await sql`update conversations set state = ${filledIn(state)} where id = ${id}`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

function filledIn(text: string): string {
  const state = storedState.parse(JSON.parse(text));
  const stack = state.dialog.stack.map((frame) => ({ ...newInFrame, ...frame }));
  return JSON.stringify({ ...state, dialog: { ...newInDialog, ...state.dialog, stack } });
}
