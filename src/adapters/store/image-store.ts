import { type Selectable, sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { ImageStore, StoredImage } from "../../runtime/image-ports.ts";
import type { Access } from "./access.ts";
import { decodeImage, encodeImage } from "./rows.ts";
import { type Connection, type Place, Statement } from "./statement.ts";
import type { ImageTable } from "./tables.ts";

/** The images, on any database. */
export function createImageStore({ reader, read, writeAlone }: Access): ImageStore {
  return {
    // Apart from what customers write, where that can be: no message is to wait until megabytes are stored, or to fail with them.
    save: (image, quota) => writeAlone((connection) => saveImage(connection, image, quota)),
    find: (id) => read(() => findImage(reader, id)),
  };
}

type Quota = Parameters<ImageStore["save"]>[1];

/** Counted by the statement that inserts, while nobody else may save an image of the conversation. */
async function saveImage(connection: Connection, image: StoredImage, quota: Quota): Promise<boolean> {
  const { conversationId: conversation } = image;
  const [known] = await connection.run(lockImages, { conversation });
  if (known === undefined) {
    throw new AppError("NOT_FOUND", `There is no conversation ${conversation}.`, {
      conversationId: conversation,
    });
  }
  const saved = await connection.run(insertImage, { ...encodeImage(image), ...quota });
  return saved.length > 0;
}

/** Locks nothing that messages wait for. Whether it is held is known before the next statement looks at the table. */
const lockImages = new Statement((db, place: Place<{ conversation: string }>, isShared) => {
  // Nobody else writes to an SQLite file within this transaction.
  const lock = sql`pg_advisory_xact_lock(${IMAGES}, hashtext(${place("conversation")}))`;
  return db
    .selectFrom("conversations")
    .select("id")
    .where("id", "=", place("conversation"))
    .$if(isShared, (query) => query.select(lock.as("lock")));
});

/** Tells these locks from others: any number that no other lock begins with. */
const IMAGES = sql.lit(1_768_843_630);

const insertImage = new Statement((db, place: Place<Selectable<ImageTable> & Quota>) => {
  const kept = db
    .selectFrom("images as kept")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("kept.conversation_id", "=", place("conversation_id"))
    .where("kept.at", ">=", place("since"));
  return db
    .insertInto("images")
    .columns(["id", "conversation_id", "at", "format", "width", "height", "bytes"])
    .expression(
      db
        .selectFrom("conversations")
        .select([
          place("id").as("id"),
          "id as conversation_id",
          place("at").as("at"),
          place("format").as("format"),
          place("width").as("width"),
          place("height").as("height"),
          place("bytes").as("bytes"),
        ])
        .where("id", "=", place("conversation_id"))
        .where(sql<boolean>`(${kept}) < ${place("most")}`),
    )
    .returning("id");
});

async function findImage(connection: Connection, id: string): Promise<StoredImage | undefined> {
  const [row] = await connection.run(imageById, { id });
  return row === undefined ? undefined : decodeImage(row);
}

const imageById = new Statement((db, place: Place<{ id: string }>) =>
  db.selectFrom("images").selectAll().where("id", "=", place("id")),
);
