import { Migration } from '@mikro-orm/migrations';

const BEFORE = [
  ...['verify_email', 'customer_welcome_email', 'call_invite', 'credential_setup_guide', 'connect_link'],
  ...['draft_ready', 'trial_activated', 'post_onboarding_summary', 'survey', 'password_reset'],
  ...['weekly_report', 'staff_notice', 'staff_welcome', 'account_contained', 'waiting_nudge', 'new_manager'],
  ...['credential_ending', 'credential_broken', 'draft_reminder', 'action_failed'],
];
const NEW = [
  ...['trial_check_in', 'trial_ending', 'trial_ended', 'trial_extended', 'trial_converted', 'trial_usage'],
];

/** Customers are told of the check-in, of the end of a trial before it comes and when it has, and of what changes it. */
export class Migration20261126_1970_trial_mails extends Migration {
  override up(): void {
    this.addSql(
      'alter table "trial" add column "notice_at" timestamptz null, add column "check_in_mail_at" timestamptz null',
    );
    this.addSql(`update "trial" set "notice_at" = "ends_at" - interval '24 hours' where "status" = 'active'`);
    this.addSql(`
      create index "trial_notice_idx" on "trial" (least(notice_at, check_in_mail_at)) where "status" = 'active'`);
    this.allow([...BEFORE, ...NEW]);
  }

  override down(): void {
    this.addSql(`delete from "mail" where "template" in (${NEW.map((name) => `'${name}'`).join(', ')})`);
    this.allow(BEFORE);
    this.addSql('drop index "trial_notice_idx"');
    this.addSql('alter table "trial" drop column "notice_at", drop column "check_in_mail_at"');
  }

  private allow(templates: readonly string[]): void {
    this.addSql('alter table "mail" drop constraint "mail_template_check"');
    const list = templates.map((name) => `'${name}'`).join(', ');
    this.addSql(`alter table "mail" add constraint "mail_template_check" check ("template" in (${list}))`);
  }
}
