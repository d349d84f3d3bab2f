import { Migration } from '@mikro-orm/migrations';

const BEFORE = [
  'verify_email',
  'customer_welcome_email',
  'call_invite',
  'credential_setup_guide',
  'connect_link',
  'draft_ready',
  'trial_activated',
  'post_onboarding_summary',
  'survey',
  'password_reset',
  'weekly_report',
  'staff_notice',
  'staff_welcome',
  'account_contained',
];

/** Mails that are held, cancelled, let go by hand or repeated; the reminder of what the onboarding waits for. */
export class Migration20261125_0300_mail_rules extends Migration {
  override up(): void {
    this.allow('template', [...BEFORE, 'waiting_nudge']);
    this.allow('status', ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled']);
    this.addSql(`
      alter table "mail"
        add column "resend_of" uuid null constraint "mail_resend_of_fkey" references "mail" ("id"),
        add column "held_because" text null check ("held_because" in ('quiet_hours', 'daily_cap')),
        add column "held_zone" text null,
        add column "send_now_reason" text null`);
    this.addSql('create index "mail_resend_of_idx" on "mail" ("resend_of")');
    this.addSql(
      `create index "mail_trouble_idx" on "mail" ("created_at", "id") where status in ('failed', 'unknown')`,
    );
  }

  override down(): void {
    this.addSql('drop index "mail_trouble_idx"');
    this.addSql('drop index "mail_resend_of_idx"');
    this.addSql(`
      alter table "mail" drop column "resend_of", drop column "held_because", drop column "held_zone",
        drop column "send_now_reason"`);
    this.addSql(`update "mail" set status = 'failed' where status = 'cancelled'`);
    this.allow('status', ['queued', 'sending', 'sent', 'failed', 'unknown']);
    this.addSql(`delete from "mail" where template = 'waiting_nudge'`);
    this.allow('template', BEFORE);
  }

  private allow(column: string, values: readonly string[]): void {
    this.addSql(`alter table "mail" drop constraint "mail_${column}_check"`);
    this.addSql(`
      alter table "mail" add constraint "mail_${column}_check"
      check ("${column}" in (${values.map((value) => `'${value}'`).join(', ')}))`);
  }
}
