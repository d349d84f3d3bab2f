import { Migration } from '@mikro-orm/migrations';

/** Each attempt of a run kept, when the next may begin, the goal as it was at the start; missed runs by goal. */
export class Migration20261126_2050_run_attempts extends Migration {
  override up(): void {
    this.addSql(`
      alter table "goal_run" add column "retry_at" timestamptz null, add column "stuck_at" timestamptz null,
        add column "params" jsonb null`);
    this.addSql(`
      alter table "goal" add column "catch_up" text check ("catch_up" in ('one', 'none')) not null default 'one'`);
    this.addSql(`
      create table "run_attempt" (
        "id" uuid not null, "run_id" uuid not null, "number" int not null, "started_at" timestamptz not null,
        "ended_at" timestamptz null,
        "outcome" text check ("outcome" in ('completed', 'failed', 'cancelled', 'lost')) null,
        "failure_code" text null, "detail" text null, "tokens" int not null,
        primary key ("id"))`);
    this.addSql(
      'alter table "run_attempt" add constraint "run_attempt_number_key" unique ("run_id", "number")',
    );
    this.addSql(`
      alter table "run_attempt" add constraint "run_attempt_run_id_fkey"
      foreign key ("run_id") references "goal_run" ("id") deferrable initially deferred`);
  }

  override down(): void {
    this.addSql('drop table "run_attempt"');
    this.addSql('alter table "goal" drop column "catch_up"');
    this.addSql(
      'alter table "goal_run" drop column "retry_at", drop column "stuck_at", drop column "params"',
    );
  }
}
