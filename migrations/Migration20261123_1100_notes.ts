import { Migration } from '@mikro-orm/migrations';

/** Notes about customers, and escalations to engineering, security and product. */
export class Migration20261123_1100_notes extends Migration {
  override up(): void {
    this.addSql(`
      create table "escalation" (
        "id" uuid not null,
        "team" text check ("team" in ('engineering', 'security', 'product')) not null,
        "channel" text not null,
        "trigger" text check ("trigger" in (
          'platform_integration_failing', 'scheduler_not_executing', 'data_loss', 'performance',
          'suspicious_signup', 'compromised_credentials', 'unauthorized_access', 'data_privacy',
          'feature_request', 'onboarding_confusing', 'missing_capability', 'pricing')) not null,
        "cause" text not null, "customer_id" uuid null,
        "status" text check ("status" in ('open', 'acknowledged', 'resolved')) not null,
        "evidence" jsonb not null,
        "opened_at" timestamptz not null, "acknowledged_at" timestamptz null, "resolved_at" timestamptz null,
        "resolution" text null, "version" int not null default 1,
        primary key ("id"))`);
    this.addSql('create index "escalation_customer_idx" on "escalation" ("customer_id")');
    this.addSql('create index "escalation_status_idx" on "escalation" ("status", "opened_at")');
    this.addSql(
      'create unique index "escalation_cause_key" on "escalation" ("trigger", "cause", "customer_id") nulls not distinct',
    );
    this.addSql(`
      create table "note" (
        "id" uuid not null, "customer_id" uuid not null, "call_id" uuid null,
        "kind" text check ("kind" in ('session', 'internal')) not null,
        "body" text not null,
        "topic" text check ("topic" in (
          'step-0', 'step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6', 'step-7', 'step-8', 'step-9',
          'step-10', 'step-11', 'step-12', 'step-13', 'step-14',
          'issue-1', 'issue-2', 'issue-3', 'issue-4', 'issue-5')) null,
        "author_kind" text not null, "author_id" text not null,
        "created_at" timestamptz not null, "version" int not null default 1,
        primary key ("id"))`);
    this.addSql('create index "note_customer_idx" on "note" ("customer_id", "created_at")');
    this.addSql('create index "note_topic_idx" on "note" ("topic", "created_at")');
    this.addSql(
      'create unique index "note_session_call_key" on "note" ("call_id") where "kind" = \'session\'',
    );
  }

  override down(): void {
    this.addSql('drop table "note"');
    this.addSql('drop table "escalation"');
  }
}
