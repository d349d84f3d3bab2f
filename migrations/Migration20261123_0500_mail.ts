import { Migration } from '@mikro-orm/migrations';

/** Mails: what was asked for, how the sending went, and the redacted copy. */
export class Migration20261123_0500_mail extends Migration {
  override up(): void {
    this.addSql(`
      create table "mail" (
        "id" uuid not null,
        "template" text check ("template" in (
          'verify_email', 'customer_welcome_email', 'call_invite', 'credential_setup_guide', 'connect_link',
          'draft_ready', 'trial_activated', 'post_onboarding_summary', 'survey', 'password_reset',
          'weekly_report', 'staff_notice', 'staff_welcome')) not null,
        "to_email" text not null, "to_name" text null,
        "customer_id" uuid null constraint "mail_customer_id_fkey" references "customer" ("id"), "subject_id" uuid not null, "params" jsonb not null,
        "dedupe_key" text not null,
        "status" text check ("status" in ('queued', 'sending', 'sent', 'failed', 'unknown')) not null,
        "due_at" timestamptz not null,
        "attempt" int not null default 0, "handed_attempt" int not null default 0,
        "lease_until" timestamptz null, "first_tried_at" timestamptz null,
        "message_id" text not null,
        "subject" text null, "html" text null, "text" text null,
        "sent_at" timestamptz null, "last_error" text null, "resend_reason" text null,
        "created_at" timestamptz not null,
        primary key ("id"))`);
    this.addSql('alter table "mail" add constraint "mail_dedupe_key_key" unique ("dedupe_key")');
    this.addSql('create index "mail_customer_idx" on "mail" ("customer_id", "created_at")');
    this.addSql('create index "mail_subject_idx" on "mail" ("subject_id")');
    this.addSql(
      `create index "mail_open_idx" on "mail" ("status", "due_at") where status in ('queued', 'sending')`,
    );
  }

  override down(): void {
    this.addSql('drop table "mail"');
  }
}
