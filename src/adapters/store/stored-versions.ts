import type { Kysely } from "kysely";
import * as z from "zod";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { ContentVersions } from "../../runtime/ports.ts";
import type { Tables } from "./tables.ts";

const storedFiles = z.array(z.object({ path: z.string(), text: z.string() }));

/** Another process may be serving a version that no conversation is inside of yet. */
const KEPT_MS: Milliseconds = 30 * 24 * 3_600_000;

/** Keeps versions of the content in the database, where every process finds those that another one served. */
export function storedVersions(
  db: Kysely<Tables>,
  explain: (error: unknown) => unknown,
  clock: Clock,
): ContentVersions {
  const explained = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      throw explain(error);
    });
  return {
    async save(hash, files) {
      const text = JSON.stringify(files.map((file) => ({ path: file.path, text: file.text })));
      const savedAt = clock.now();
      const insert = db
        .insertInto("content_versions")
        .values({ hash, files: text, saved_at: savedAt })
        // As young as what it takes the place of.
        .onConflict((conflict) => conflict.column("hash").doUpdateSet({ saved_at: savedAt }));
      await explained(insert.execute());
    },
    async load(hash) {
      const query = db.selectFrom("content_versions").select("files").where("hash", "=", hash);
      const row = await explained(query.executeTakeFirst());
      return row === undefined ? undefined : storedFiles.parse(JSON.parse(row.files));
    },
    async keepOnly(hashes) {
      const unused = db
        .deleteFrom("content_versions")
        .where("saved_at", "<", clock.now() - KEPT_MS)
        .$if(hashes.size > 0, (query) => query.where("hash", "not in", [...hashes]));
      await explained(unused.execute());
    },
  };
}
