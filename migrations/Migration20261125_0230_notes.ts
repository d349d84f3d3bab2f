import { Migration } from '@mikro-orm/migrations';

const TOPICS = `'step-0', 'step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6', 'step-7', 'step-8', 'step-9',
  'step-10', 'step-11', 'step-12', 'step-13', 'step-14', 'issue-1', 'issue-2', 'issue-3', 'issue-4', 'issue-5'`;

/** A note's issues with their resolutions, feedback, next steps, and the part that customers read. */
export class Migration20261125_0230_notes extends Migration {
  override up(): void {
    this.addSql(`
      create table "note_issue" (
        "id" uuid not null,
        "note_id" uuid not null constraint "note_issue_note_id_fkey" references "note" ("id") on delete cascade,
        "customer_id" uuid not null, "place" int not null,
        "topic" text check ("topic" in (${TOPICS})) null,
        "what" text not null, "resolution" text null, "noted_at" timestamptz not null,
        primary key ("id"))`);
    this.addSql('create index "note_issue_note_idx" on "note_issue" ("note_id", "place")');
    this.addSql('create index "note_issue_topic_idx" on "note_issue" ("topic", "noted_at")');
    this.addSql(`
      insert into "note_issue" ("id", "note_id", "customer_id", "place", "topic", "what", "noted_at")
      select gen_random_uuid(), "id", "customer_id", 0, "topic", left("body", 2000), "created_at"
        from "note" where "topic" is not null`);
    this.addSql('drop index "note_topic_idx"');
    this.addSql(`
      alter table "note" drop column "topic", add column "feedback" text null,
        add column "next_steps" text null, add column "customer_text" text null,
        add column "edited_at" timestamptz null`);
  }

  override down(): void {
    this.addSql(`
      alter table "note" drop column "edited_at", drop column "customer_text", drop column "next_steps", drop column "feedback",
        add column "topic" text check ("topic" in (${TOPICS})) null`);
    this.addSql(`
      update "note" set "topic" = (select i."topic" from "note_issue" i
        where i."note_id" = "note"."id" and i."topic" is not null order by i."place" limit 1)`);
    this.addSql('create index "note_topic_idx" on "note" ("topic", "created_at")');
    this.addSql('drop table "note_issue"');
  }
}
