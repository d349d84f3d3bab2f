import { Migration } from '@mikro-orm/migrations';

/** Step 4: what each run took of its trial, line by line, and each refusal with the limit it met. */
export class Migration20261126_1950_usage_ledger extends Migration {
  override up(): void {
    this.addSql(`
      create table "trial_reservation" (
        "run_id" uuid not null, "trial_id" uuid not null references "trial" ("id"), "day" date null,
        "tokens" int not null check ("tokens" >= 0), "reserved_at" timestamptz not null,
        "settled_at" timestamptz null, "tokens_used" int null, "task_returned" boolean not null default false,
        primary key ("run_id"),
        constraint "trial_reservation_settled_check" check ((settled_at is null) = (tokens_used is null)))`);
    this.addSql(
      'create index "trial_reservation_trial_idx" on "trial_reservation" ("trial_id", "day", "reserved_at")',
    );
    this.addSql(
      'create index "trial_reservation_open_idx" on "trial_reservation" ("reserved_at") where settled_at is null',
    );
    // A task came back when nothing of the run may have reached the runtime.
    this.addSql(`
      insert into "trial_reservation"
        (run_id, trial_id, day, tokens, reserved_at, settled_at, tokens_used, task_returned)
      select id, trial_id, task_day, tokens_reserved, created_at,
             case when status in ('queued', 'running') then null else coalesce(ended_at, created_at) end,
             case when status in ('queued', 'running') then null else tokens_used end,
             status in ('failed', 'cancelled') and not answered and not call_open and task_day is not null
        from "goal_run" where status <> 'refused'`);
    this.addSql(`
      create table "trial_refusal" (
        "id" uuid not null, "trial_id" uuid not null references "trial" ("id"), "at" timestamptz not null,
        "trigger" text check ("trigger" in ('manual', 'schedule')) not null,
        "limit_name" text check ("limit_name" in ('daily_tasks', 'tokens', 'trial_end')) not null,
        "day" date not null, "used" int not null, "allowed" int not null, "frees_at" timestamptz null,
        primary key ("id"))`);
    this.addSql('create index "trial_refusal_trial_idx" on "trial_refusal" ("trial_id", "at")');
    this.addSql('alter table "trial" add column "usage_told" int not null default 0');
  }

  override down(): void {
    this.addSql('alter table "trial" drop column "usage_told"');
    this.addSql('drop table "trial_refusal"');
    this.addSql('drop table "trial_reservation"');
  }
}
