import { Migration } from '@mikro-orm/migrations';

/** Approved actions are handed over to the agent platform, which reports what became of them. */
export class Migration20261126_2160_hand_overs extends Migration {
  override up(): void {
    this.addSql(`
      alter table "deliverable" add column "action_reason" text null, add column "action_reference" text null,
        add column "result_due_at" timestamptz null, add column "result_overdue" boolean not null default false`);
    this.addSql(
      'create index "deliverable_result_due_idx" on "deliverable" ("result_due_at") where result_due_at is not null',
    );
    this.addSql(`
      create table "action_hand_over" (
        "id" uuid not null, "deliverable_id" uuid not null, "customer_id" uuid not null, "round" int not null,
        "reason" text null,
        "status" text check ("status" in ('queued', 'running', 'delivered', 'failed')) not null,
        "attempt" int not null, "lease_until" timestamptz null, "last_error" text null,
        "outcome" text check ("outcome" in ('done', 'failed')) null,
        "created_at" timestamptz not null, "ended_at" timestamptz null, "result_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      'create index "action_hand_over_customer_idx" on "action_hand_over" ("customer_id", "created_at")',
    );
    this.addSql(`
      create index "action_hand_over_open_idx" on "action_hand_over" ("created_at")
        where status in ('queued', 'running')`);
    this.addSql(`
      alter table "action_hand_over" add constraint "action_hand_over_round_key"
      unique ("deliverable_id", "round")`);
    for (const [column, target] of [
      ['deliverable_id', 'deliverable'],
      ['customer_id', 'customer'],
    ]) {
      this.addSql(`
        alter table "action_hand_over" add constraint "action_hand_over_${column}_fkey"
        foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
    }
  }

  override down(): void {
    this.addSql('drop table "action_hand_over"');
    this.addSql('drop index "deliverable_result_due_idx"');
    this.addSql(`
      alter table "deliverable" drop column "action_reason", drop column "action_reference",
        drop column "result_due_at", drop column "result_overdue"`);
  }
}
