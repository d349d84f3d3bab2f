import { Migration } from '@mikro-orm/migrations';

/** What every room stands on: history, command log, idempotency keys, outbox, business clock. */
export class Migration20261123_0100_platform extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm');
    this.addSql(`
      create table "history_entry" (
        "id" uuid not null, "at" timestamptz not null, "type" text not null,
        "customer_id" uuid null, "subject_id" uuid null,
        "actor_kind" text not null, "actor_id" text not null, "data" jsonb not null,
        primary key ("id"))`);
    this.addSql('create index "history_entry_customer_idx" on "history_entry" ("customer_id", "at")');
    this.addSql('create index "history_entry_subject_idx" on "history_entry" ("subject_id", "at")');
    this.addSql(`
      create function history_is_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'history is append-only'; end $$`);
    this.addSql(`
      create trigger "history_entry_append_only" before update or delete on "history_entry"
      for each row execute function history_is_append_only()`);
    this.addSql(`
      create table "command_log" (
        "id" uuid not null, "at" timestamptz not null, "command" text not null,
        "actor_kind" text not null, "actor_id" text not null, "subject_id" text null,
        "outcome" text check ("outcome" in ('done', 'refused', 'failed', 'replayed')) not null,
        "code" text null, "request_id" text not null,
        primary key ("id"))`);
    this.addSql('create index "command_log_at_idx" on "command_log" ("at")');
    this.addSql(`
      create table "idempotency_key" (
        "actor" text not null, "key" text not null, "request_hash" text not null,
        "status" int null, "body" jsonb null, "created_at" timestamptz not null,
        primary key ("actor", "key"))`);
    this.addSql('create index "idempotency_key_created_at_idx" on "idempotency_key" ("created_at")');
    this.addSql(`
      create table "outbox" (
        "id" uuid not null, "queue" text not null, "job" text not null, "payload" jsonb not null,
        primary key ("id"))`);
    this.addSql(`
      create table "business_clock" (
        "id" int not null default 1 check ("id" = 1), "offset_ms" bigint not null default 0, primary key ("id"))`);
    this.addSql('insert into "business_clock" default values');
  }

  override down(): void {
    this.addSql('drop table "business_clock"');
    this.addSql('drop table "outbox"');
    this.addSql('drop table "idempotency_key"');
    this.addSql('drop table "command_log"');
    this.addSql('drop table "history_entry"');
    this.addSql('drop function history_is_append_only()');
  }
}
