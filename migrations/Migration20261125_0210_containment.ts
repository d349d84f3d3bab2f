import { Migration } from '@mikro-orm/migrations';

const REASONS = "'person', 'trial_ended', 'customer_suspended', 'credential'";

/** Customers whose credentials or account fell into other hands; goals stopped for it. */
export class Migration20261125_0210_containment extends Migration {
  override up(): void {
    this.addSql(`
      create table "containment" (
        "id" uuid not null, "customer_id" uuid not null,
        "cause" text check ("cause" in ('compromised_credentials', 'unauthorized_access')) not null,
        "reason" text not null, "done" jsonb not null,
        "began_at" timestamptz not null, "began_by" text not null,
        "ended_at" timestamptz null, "ended_by" text null, "end_reason" text null,
        primary key ("id"))`);
    this.addSql(
      'create unique index "containment_one_open_key" on "containment" ("customer_id") where "ended_at" is null',
    );
    this.addSql('alter table "goal" drop constraint "goal_pause_reason_check"');
    this.addSql(
      `alter table "goal" add constraint "goal_pause_reason_check" check ("pause_reason" in (${REASONS}, 'contained'))`,
    );
  }

  override down(): void {
    this.addSql(`update "goal" set "pause_reason" = 'person' where "pause_reason" = 'contained'`);
    this.addSql('alter table "goal" drop constraint "goal_pause_reason_check"');
    this.addSql(
      `alter table "goal" add constraint "goal_pause_reason_check" check ("pause_reason" in (${REASONS}))`,
    );
    this.addSql('drop table "containment"');
  }
}
