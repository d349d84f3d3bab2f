import { Migration } from '@mikro-orm/migrations';

/** Steps 10–11: goals, their runs with live progress, deliverables and their revisions. */
export class Migration20261123_1000_goals extends Migration {
  override up(): void {
    this.goals();
    this.runs();
    this.deliverables();
    this.references();
  }

  override down(): void {
    for (const table of ['deliverable_revision', 'deliverable', 'run_event', 'goal_run', 'goal']) {
      this.addSql(`drop table "${table}"`);
    }
  }

  private goals(): void {
    this.addSql(`
      create table "goal" (
        "id" uuid not null, "customer_id" uuid not null, "agent_id" uuid not null, "trial_id" uuid not null,
        "template" text check ("template" in ('market_monitoring', 'social_media_post')) not null,
        "name" text not null, "params" jsonb not null, "schedule" jsonb not null,
        "status" text check ("status" in ('pending_approval', 'approved', 'rejected', 'paused', 'archived')) not null,
        "pause_reason" text check ("pause_reason" in ('person', 'trial_ended', 'customer_suspended', 'credential')) null,
        "findings" jsonb not null,
        "next_due_at" timestamptz null, "approved_at" timestamptz null, "approved_by" text null,
        "override_reason" text null, "reject_reason" text null,
        "created_at" timestamptz not null, "version" int not null default 1,
        primary key ("id"))`);
    this.addSql('create index "goal_customer_idx" on "goal" ("customer_id", "created_at")');
    this.addSql('create index "goal_agent_idx" on "goal" ("agent_id", "status")');
    this.addSql('create index "goal_status_idx" on "goal" ("status", "created_at")');
    this.addSql('create index "goal_due_idx" on "goal" ("next_due_at") where "status" = \'approved\'');
  }

  private runs(): void {
    this.addSql(`
      create table "goal_run" (
        "id" uuid not null, "goal_id" uuid not null, "customer_id" uuid not null,
        "agent_id" uuid not null, "trial_id" uuid not null,
        "trigger" text check ("trigger" in ('manual', 'schedule')) not null,
        "due_at" timestamptz not null,
        "status" text check ("status" in ('queued', 'running', 'completed', 'failed', 'cancelled', 'refused')) not null,
        "attempt" int not null, "lease_until" timestamptz null, "stage" text null,
        "tokens_reserved" int not null, "tokens_used" int not null, "task_day" date null,
        "call_open" boolean not null, "answered" boolean not null,
        "failure_code" text null, "failure_detail" text null,
        "started_at" timestamptz null, "ended_at" timestamptz null, "created_at" timestamptz not null,
        primary key ("id"))`);
    this.addSql('create index "goal_run_goal_idx" on "goal_run" ("goal_id", "created_at")');
    this.addSql('create index "goal_run_customer_idx" on "goal_run" ("customer_id", "created_at")');
    this.addSql('create index "goal_run_ended_idx" on "goal_run" ("ended_at")');
    this.addSql(`
      create index "goal_run_open_idx" on "goal_run" ("created_at") where "status" in ('queued', 'running')`);
    this.addSql(`
      create unique index "goal_run_instant_key" on "goal_run" ("goal_id", "due_at") where "trigger" = 'schedule'`);
    this.addSql(`
      create table "run_event" (
        "id" uuid not null, "run_id" uuid not null, "at" timestamptz not null,
        "stage" text not null, "text" text not null, primary key ("id"))`);
    this.addSql('create index "run_event_run_idx" on "run_event" ("run_id", "id")');
  }

  private deliverables(): void {
    this.addSql(`
      create table "deliverable" (
        "id" uuid not null, "run_id" uuid not null, "goal_id" uuid not null, "agent_id" uuid not null,
        "customer_id" uuid not null,
        "status" text check ("status" in ('in_review', 'approved', 'rejected')) not null,
        "title" text not null, "revision" int not null, "proposal" jsonb null, "remarks" jsonb not null,
        "action" text check ("action" in ('none', 'recorded', 'handed_over', 'done', 'failed')) not null,
        "decided_at" timestamptz null, "decided_by" text check ("decided_by" in ('customer', 'staff')) null,
        "reason" text null, "created_at" timestamptz not null, "version" int not null default 1,
        primary key ("id"))`);
    this.addSql('alter table "deliverable" add constraint "deliverable_run_key" unique ("run_id")');
    this.addSql('create index "deliverable_customer_idx" on "deliverable" ("customer_id", "created_at")');
    this.addSql('create index "deliverable_goal_idx" on "deliverable" ("goal_id", "created_at")');
    this.addSql('create index "deliverable_agent_decided_idx" on "deliverable" ("agent_id", "decided_at")');
    this.addSql('create index "deliverable_status_idx" on "deliverable" ("status", "created_at")');
    this.addSql(`
      create table "deliverable_revision" (
        "id" uuid not null, "deliverable_id" uuid not null, "number" int not null, "body" text not null,
        "by" text check ("by" in ('agent', 'customer', 'staff')) not null,
        "created_at" timestamptz not null, primary key ("id"))`);
    this.addSql(`
      alter table "deliverable_revision" add constraint "deliverable_revision_number_key"
      unique ("deliverable_id", "number")`);
  }

  /** Deferred, since parents and children are written in one flush, in an order of the ORM's own. */
  private references(): void {
    const keys: [table: string, column: string, target: string][] = [
      ['goal', 'customer_id', 'customer'],
      ['goal', 'agent_id', 'agent'],
      ['goal', 'trial_id', 'trial'],
      ['goal_run', 'goal_id', 'goal'],
      ['goal_run', 'customer_id', 'customer'],
      ['run_event', 'run_id', 'goal_run'],
      ['deliverable', 'run_id', 'goal_run'],
      ['deliverable', 'goal_id', 'goal'],
      ['deliverable', 'customer_id', 'customer'],
      ['deliverable_revision', 'deliverable_id', 'deliverable'],
    ];
    for (const [table, column, target] of keys) {
      this.addSql(`
        alter table "${table}" add constraint "${table}_${column}_fkey"
        foreign key ("${column}") references "${target}" ("id") deferrable initially deferred`);
    }
  }
}
