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
  'waiting_nudge',
];

/** The mail that names a customer's new manager. */
export class Migration20261125_0130_new_manager_mail extends Migration {
  override up(): void {
    this.allow([...BEFORE, 'new_manager']);
  }

  override down(): void {
    this.addSql(`delete from "mail" where "template" = 'new_manager'`);
    this.allow(BEFORE);
  }

  private allow(templates: readonly string[]): void {
    this.addSql('alter table "mail" drop constraint "mail_template_check"');
    const list = templates.map((name) => `'${name}'`).join(', ');
    this.addSql(`alter table "mail" add constraint "mail_template_check" check ("template" in (${list}))`);
  }
}
