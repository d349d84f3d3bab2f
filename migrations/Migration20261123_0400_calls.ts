import { Migration } from '@mikro-orm/migrations';

/** Onboarding calls and check-ins. */
export class Migration20261123_0400_calls extends Migration {
  override up(): void {
    this.addSql(`
      create table "call" (
        "id" uuid not null, "customer_id" uuid not null, "kind" text not null, "status" text not null,
        "starts_at" timestamptz not null, "minutes" int not null, "started_at" timestamptz null,
        "ended_at" timestamptz null, "csm_id" uuid not null, "attendees" jsonb not null,
        "meeting_link" text null, "ics_uid" text not null, "ics_sequence" int not null,
        "slot_reason" text null, "change_reason" text null, "outcome" text null, "outcome_reason" text null,
        "created_at" timestamptz not null, "version" int not null default 1, primary key ("id"))`);
    this.addSql('create index "call_customer_idx" on "call" ("customer_id", "kind", "created_at")');
    this.addSql('create index "call_csm_idx" on "call" ("csm_id", "starts_at")');
    this.addSql(`
      create unique index "call_one_scheduled_key" on "call"
      ("customer_id", "kind") where status = 'scheduled'`);
    this.addSql(`
      alter table "call" add constraint "call_kind_check"
      check ("kind" in ('onboarding', 'check_in'))`);
    this.addSql(`
      alter table "call" add constraint "call_status_check"
      check ("status" in ('scheduled', 'held', 'no_show', 'cancelled'))`);
    this.addSql(`
      alter table "call" add constraint "call_customer_id_fkey" foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "call" add constraint "call_csm_id_fkey" foreign key ("csm_id") references "csm" ("id") deferrable initially deferred`);
  }

  override down(): void {
    this.addSql('drop table "call"');
  }
}
