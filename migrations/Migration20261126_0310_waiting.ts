import { Migration } from '@mikro-orm/migrations';

const ENDS = [
  ...['resumed', 'other_wait', 'credential', 'first_login', 'draft', 'email', 'call', 'step'],
  ...['suspended', 'closed'],
]
  .map((end) => `'${end}'`)
  .join(', ');

/** Customers parked with a follow-up: a row for each wait, in place of two columns that nothing wrote. */
export class Migration20261126_0310_waiting extends Migration {
  override up(): void {
    this.addSql(`
      create table "customer_wait" (
        "id" uuid not null, "customer_id" uuid not null,
        "waiting_on" text check ("waiting_on" in ('customer', 'us')) not null,
        "what_for" text not null,
        "status" text check ("status" in ('parked', 'due', 'ended')) not null,
        "follow_up_at" timestamptz not null, "nudge" boolean not null, "nudge_due_at" timestamptz null,
        "created_at" timestamptz not null, "ended_at" timestamptz null,
        "ended_because" text check ("ended_because" in (${ENDS})) null, "end_note" text null,
        primary key ("id"))`);
    this.addSql('create index "customer_wait_customer_idx" on "customer_wait" ("customer_id")');
    this.addSql('create index "customer_wait_status_idx" on "customer_wait" ("status", "follow_up_at")');
    this.addSql(
      'create unique index "customer_wait_one_open_key" on "customer_wait" ("customer_id") where "ended_at" is null',
    );
    this.addSql(`
      alter table "customer_wait" add constraint "customer_wait_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql('alter table "customer" drop column "waiting_on", drop column "follow_up_at"');
  }

  override down(): void {
    this.addSql(`
      alter table "customer" add column "waiting_on" text null, add column "follow_up_at" timestamptz null,
      add constraint "customer_waiting_on_check" check ("waiting_on" in ('customer', 'us'))`);
    this.addSql('drop table "customer_wait"');
  }
}
