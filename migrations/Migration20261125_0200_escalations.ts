import { Migration } from '@mikro-orm/migrations';

/** What happened to an escalation and who has it; messages to Slack. */
export class Migration20261125_0200_escalations extends Migration {
  override up(): void {
    this.addSql(`alter table "escalation" add column "title" text null, add column "records" jsonb null,
      add column "owner_id" text null`);
    this.addSql(`update "escalation" set "title" = "cause", "records" = '[]'`);
    this.addSql(
      `alter table "escalation" alter column "title" set not null, alter column "records" set not null`,
    );
    this.addSql(`
      create table "escalation_event" (
        "id" uuid not null, "escalation_id" uuid not null, "at" timestamptz not null,
        "kind" text check ("kind" in ('opened', 'added', 'acknowledged', 'resolved', 'reopened')) not null,
        "words" text null, "actor_kind" text not null, "actor_id" text not null,
        primary key ("id"))`);
    this.addSql(
      'create index "escalation_event_escalation_idx" on "escalation_event" ("escalation_id", "id")',
    );
    this.addSql(`
      create table "slack_message" (
        "id" uuid not null,
        "channel" text check ("channel" in ('engineering', 'security', 'product', 'ops')) not null,
        "kind" text not null, "subject_id" uuid not null, "customer_id" uuid null,
        "params" jsonb not null, "dedupe_key" text not null,
        "status" text check ("status" in ('queued', 'running', 'sent', 'failed')) not null,
        "due_at" timestamptz not null,
        "attempt" int not null, "tries_before" int not null, "lease_until" timestamptz null,
        "unsure" boolean not null, "last_error" text null,
        "created_at" timestamptz not null, "ended_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      'alter table "slack_message" add constraint "slack_message_dedupe_key_key" unique ("dedupe_key")',
    );
    this.addSql('create index "slack_message_subject_idx" on "slack_message" ("subject_id", "created_at")');
    this.addSql('create index "slack_message_created_idx" on "slack_message" ("created_at")');
    this.addSql(
      `create index "slack_message_open_idx" on "slack_message" ("due_at") where status in ('queued', 'running')`,
    );
  }

  override down(): void {
    this.addSql('drop table "slack_message"');
    this.addSql('drop table "escalation_event"');
    this.addSql(
      'alter table "escalation" drop column "title", drop column "records", drop column "owner_id"',
    );
  }
}
