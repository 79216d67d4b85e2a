// What each released version made of the tables, written out. Nothing here follows the program when it changes.

/**
 * By migration: the SQL that both databases understand, but for the type COUNTING of a column that counts up by itself, and
 * the type BYTES.
 */
export const releasedTables: Readonly<Record<string, string>> = {
  "0001-conversation-log": `
    create table "conversations" ("id" text primary key, "customer_id" text not null unique,
      "identified" integer not null, "created_at" bigint not null, "version" integer not null,
      "last_seq" integer not null, "read_seq" integer not null, "state" text not null);
    create table "events" ("conversation_id" text not null references "conversations" ("id"), "seq" integer not null,
      "id" text not null, "at" bigint not null, "kind" text not null, "speaker" text not null, "body" text not null,
      "cid" text, "inside" text, constraint "events_by_seq" primary key ("conversation_id", "seq"));
    create unique index "events_by_cid" on "events" ("conversation_id", "cid") where "cid" is not null;
    create table "owed_turns" ("conversation_id" text not null references "conversations" ("id"),
      "seq" integer not null, constraint "owed_turns_by_seq" primary key ("conversation_id", "seq"));`,
  "0002-alarms": `
    create table "timers" ("conversation_id" text not null primary key references "conversations" ("id"),
      "due" bigint not null, "kind" text not null);
    create index "timers_by_due" on "timers" ("due");`,
  "0003-content-of-positions": `
    alter table "conversations" add column "content" text;
    create index "conversations_inside_dialogs" on "conversations" ("id") where "content" is not null;`,
  "0004-fuller-positions": "",
  "0005-claims": `
    alter table "conversations" add column "paid_seq" integer default 0 not null;
    alter table "conversations" add column "owed_seq" integer default 0 not null;
    alter table "conversations" add column "claimed_by" text;
    alter table "conversations" add column "alarm_due" bigint;
    alter table "conversations" add column "alarm_kind" text;
    drop table "owed_turns";
    drop table "timers";
    create index conversations_owed on conversations (id) where owed_seq > paid_seq;
    create index conversations_by_alarm on conversations (alarm_due) where alarm_due is not null;
    create table "nodes" ("id" text not null primary key, "alive_until" bigint not null);
    create table "content_versions" ("hash" text not null primary key, "files" text not null,
      "saved_at" bigint not null);`,
  "0006-desk": `
    alter table "conversations" add column "owner" text default 'bot' not null;
    alter table "conversations" add column "queue" text;
    alter table "conversations" add column "agent_id" text;
    alter table "conversations" add column "kept_for" text;
    alter table "conversations" add column "since" bigint;
    alter table "conversations" add column "urgency" integer;
    alter table "conversations" add column "seen_seq" integer default 0 not null;
    alter table "conversations" add column "said_at" bigint;
    create index conversations_with_people on conversations (id) where owner <> 'bot' and owner <> 'closed';
    create index conversations_by_agent on conversations (agent_id) where agent_id is not null;
    create index conversations_by_saying on conversations (said_at, id) where said_at is not null;
    create index handoffs on events (conversation_id, seq) where kind = 'handoff';
    create table "agents" ("id" text not null primary key, "login" text not null unique, "name" text not null,
      "password_hash" text not null, "role" text not null, "queues" text not null, "capacity" integer not null,
      "availability" text not null, "lease_until" bigint default 0 not null, "created_at" bigint not null,
      "disabled_at" bigint, "preferences" text);
    create table "agent_sessions" ("id" text not null primary key,
      "agent_id" text not null references "agents" ("id"), "created_at" bigint not null, "seen_at" bigint not null,
      "expires_at" bigint not null, "address" text not null, "browser" text not null);
    create index "agent_sessions_by_agent" on "agent_sessions" ("agent_id");
    create table "audit" ("id" COUNTING not null primary key, "at" bigint not null, "agent_id" text,
      "action" text not null, "conversation_id" text, "about" text);
    create index "audit_by_time" on "audit" ("at", "id");
    create table "replies" ("id" text not null primary key, "shortcut" text not null, "zh" text not null,
      "en" text not null, "queue" text);
    create table "conversation_tags" ("conversation_id" text not null references "conversations" ("id"),
      "tag" text not null, constraint "conversation_tags_by_id" primary key ("conversation_id", "tag"));
    create index "conversation_tags_by_tag" on "conversation_tags" ("tag");`,
  "0007-marks-and-images": `
    alter table "conversations" add column "vip" integer default 0 not null;
    alter table "conversations" add column "blocked_until" bigint;
    alter table "conversations" add column "intent" text;
    create index conversations_by_intent on conversations (intent, said_at, id) where intent is not null;
    create table "images" ("id" text not null primary key,
      "conversation_id" text not null references "conversations" ("id"), "at" bigint not null, "format" text not null,
      "width" integer not null, "height" integer not null, "bytes" BYTES not null);
    create index "images_by_conversation" on "images" ("conversation_id", "at");`,
  "0008-host-context": `
    alter table "conversations" add column "context" text;`,
};
