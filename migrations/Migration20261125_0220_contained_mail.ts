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
];

/** The mail that tells a customer of a containment. */
export class Migration20261125_0220_contained_mail extends Migration {
  override up(): void {
    this.allow([...BEFORE, 'account_contained']);
  }

  override down(): void {
    this.addSql(`delete from "mail" where "template" = 'account_contained'`);
    this.allow(BEFORE);
  }

  private allow(templates: readonly string[]): void {
    this.addSql('alter table "mail" drop constraint "mail_template_check"');
    const list = templates.map((name) => `'${name}'`).join(', ');
    this.addSql(`alter table "mail" add constraint "mail_template_check" check ("template" in (${list}))`);
  }
}
