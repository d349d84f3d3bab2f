import { Migration } from '@mikro-orm/migrations';

/** The runbook's memory: lines said, steps latched, progress for lists. Notes and escalations get their customer. */
export class Migration20261123_1200_onboarding extends Migration {
  override up(): void {
    this.addSql(`
      create table "step_done" (
        "customer_id" uuid not null, "step" text not null, "at" timestamptz not null, "proof" jsonb not null,
        primary key ("customer_id", "step"))`);
    this.addSql(`
      create table "runbook_tick" (
        "customer_id" uuid not null, "tick" text not null, "at" timestamptz not null,
        "actor_kind" text not null, "actor_id" text not null,
        primary key ("customer_id", "tick"))`);
    this.addSql(`
      create table "onboarding_progress" (
        "customer_id" uuid not null, "steps_done" int not null, "current_step" text null,
        "last_done_at" timestamptz null, "warnings" int not null,
        primary key ("customer_id"))`);
    this.addSql('create index "onboarding_progress_last_done_idx" on "onboarding_progress" ("last_done_at")');
    for (const table of ['step_done', 'runbook_tick', 'onboarding_progress', 'note', 'escalation']) {
      this.addSql(`
        alter table "${table}" add constraint "${table}_customer_id_fkey"
        foreign key ("customer_id") references "customer" ("id")`);
    }
    this.addSql(`
      alter table "note" add constraint "note_call_id_fkey" foreign key ("call_id") references "call" ("id")`);
  }

  override down(): void {
    this.addSql('alter table "note" drop constraint "note_call_id_fkey"');
    this.addSql('alter table "note" drop constraint "note_customer_id_fkey"');
    this.addSql('alter table "escalation" drop constraint "escalation_customer_id_fkey"');
    this.addSql('drop table "onboarding_progress"');
    this.addSql('drop table "runbook_tick"');
    this.addSql('drop table "step_done"');
  }
}
