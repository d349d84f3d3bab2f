import { Migration } from '@mikro-orm/migrations';

/** Steps 4–5: trials, the tasks of each day, extensions. */
export class Migration20261123_0900_trials extends Migration {
  override up(): void {
    this.addSql(`
      create table "trial" (
        "id" uuid not null, "customer_id" uuid not null, "agent_id" uuid not null,
        "agent_type" text check ("agent_type" in ('marketing', 'trading')) not null,
        "status" text check ("status" in ('pending', 'active', 'converted', 'expired', 'cancelled')) not null,
        "zone" text not null, "daily_tasks" int not null, "tokens_total" int not null,
        "tokens_used" int not null, "tokens_reserved" int not null,
        "activation_requested_at" timestamptz null, "activated_at" timestamptz null, "ends_at" timestamptz null,
        "ended_at" timestamptz null, "converted_at" timestamptz null, "end_reason" text null,
        "created_at" timestamptz not null, "version" int not null default 1,
        primary key ("id"),
        constraint "trial_tokens_check" check (tokens_used >= 0 and tokens_reserved >= 0),
        constraint "trial_active_check"
          check ((activated_at is null) = (ends_at is null)))`);
    this.addSql('create index "trial_customer_idx" on "trial" ("customer_id", "created_at")');
    this.addSql('create index "trial_ended_idx" on "trial" ("ended_at")');
    this.addSql('create index "trial_ends_idx" on "trial" ("ends_at") where "status" = \'active\'');
    this.addSql(`
      create unique index "trial_open_key" on "trial" ("customer_id", "agent_type")
      where "status" in ('pending', 'active')`);
    this.addSql(`
      create table "trial_day" (
        "trial_id" uuid not null references "trial" ("id"), "day" date not null,
        "tasks" int not null check ("tasks" >= 0),
        primary key ("trial_id", "day"))`);
    this.addSql(`
      create table "trial_extension" (
        "id" uuid not null, "trial_id" uuid not null, "hours" int not null, "reason" text not null,
        "approver_role" text not null, "approver_id" text not null, "at" timestamptz not null,
        primary key ("id"))`);
    this.addSql('create index "trial_extension_trial_idx" on "trial_extension" ("trial_id", "at")');
    this.references();
  }

  override down(): void {
    this.addSql('drop table "trial_extension"');
    this.addSql('drop table "trial_day"');
    this.addSql('drop table "trial"');
  }

  private references(): void {
    this.addSql(`
      alter table "trial" add constraint "trial_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id")`);
    this.addSql(`
      alter table "trial" add constraint "trial_agent_id_fkey" foreign key ("agent_id") references "agent" ("id")`);
    this.addSql(`
      alter table "trial_extension" add constraint "trial_extension_trial_id_fkey"
      foreign key ("trial_id") references "trial" ("id")`);
  }
}
