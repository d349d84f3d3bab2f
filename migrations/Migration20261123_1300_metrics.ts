import { Migration } from '@mikro-orm/migrations';

/** The post-call survey and the weekly report. */
export class Migration20261123_1300_metrics extends Migration {
  override up(): void {
    this.addSql(`
      create table "survey" (
        "id" uuid not null,
        "customer_id" uuid not null constraint "survey_customer_id_fkey" references "customer" ("id"),
        "call_id" uuid not null constraint "survey_call_id_fkey" references "call" ("id"),
        "email" text not null, "name" text not null, "sent_at" timestamptz not null,
        "score" int null, "comment" text null, "answered_at" timestamptz null,
        primary key ("id"),
        constraint "survey_score_check" check (score >= 1 and score <= 5),
        constraint "survey_answer_check" check ((score is null) = (answered_at is null)))`);
    this.addSql('alter table "survey" add constraint "survey_call_email_key" unique ("call_id", "email")');
    this.addSql('create index "survey_customer_idx" on "survey" ("customer_id", "sent_at")');
    this.addSql('create index "survey_sent_idx" on "survey" ("sent_at")');
    this.addSql('create index "survey_answered_idx" on "survey" ("answered_at")');
    this.addSql(`
      create table "weekly_report" (
        "id" uuid not null, "iso_week" text not null,
        "status" text check ("status" in ('draft', 'sent')) not null,
        "snapshot" jsonb not null, "built_at" timestamptz not null, "sent_at" timestamptz null,
        "sent_to" text check ("sent_to" in ('leadership', 'admin')) null,
        primary key ("id"),
        constraint "weekly_report_sent_check" check ((status = 'sent') = (sent_at is not null)))`);
    this.addSql(
      'alter table "weekly_report" add constraint "weekly_report_iso_week_key" unique ("iso_week")',
    );
  }

  override down(): void {
    this.addSql('drop table "weekly_report"');
    this.addSql('drop table "survey"');
  }
}
