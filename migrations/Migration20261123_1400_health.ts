import { Migration } from '@mikro-orm/migrations';

/** Signs of life: canaries through the queue, beating workers, and what should have run against what did. */
export class Migration20261123_1400_health extends Migration {
  override up(): void {
    this.addSql(`
      create table "canary" (
        "id" uuid not null, "sent_at" timestamptz not null, "done_at" timestamptz null, primary key ("id"))`);
    this.addSql('create index "canary_sent_at_idx" on "canary" ("sent_at")');
    this.addSql(`
      create table "worker_beat" (
        "id" uuid not null, "host" text not null, "pid" int not null,
        "started_at" timestamptz not null, "beat_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`
      create table "schedule_occurrence" (
        "schedule" text not null, "due_at" timestamptz not null, "planned_at" timestamptz not null,
        "started_at" timestamptz null, "ended_at" timestamptz null,
        "outcome" text check ("outcome" in ('done', 'failed', 'missed')) null,
        primary key ("schedule", "due_at"),
        constraint "schedule_occurrence_end_check"
          check (case when ended_at is null then outcome is null or outcome = 'failed' else outcome is not null end))`);
    this.addSql(`
      create index "schedule_occurrence_open_idx" on "schedule_occurrence" ("schedule", "due_at")
      where ended_at is null`);
    this.addSql('create index "schedule_occurrence_due_idx" on "schedule_occurrence" ("due_at")');
  }

  override down(): void {
    this.addSql('drop table "schedule_occurrence"');
    this.addSql('drop table "worker_beat"');
    this.addSql('drop table "canary"');
  }
}
