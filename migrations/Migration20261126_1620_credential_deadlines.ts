import { Migration } from '@mikro-orm/migrations';

const BEFORE = [
  ...['verify_email', 'customer_welcome_email', 'call_invite', 'credential_setup_guide', 'connect_link'],
  ...['draft_ready', 'trial_activated', 'post_onboarding_summary', 'survey', 'password_reset'],
  ...['weekly_report', 'staff_notice', 'staff_welcome', 'account_contained', 'waiting_nudge', 'new_manager'],
];

/** Customers are told before a connection ends, when a new key is due, and when one stopped working. */
export class Migration20261126_1620_credential_deadlines extends Migration {
  override up(): void {
    this.addSql('alter table "credential" add column "deadline_at" timestamptz null');
    this.addSql(
      'create index "credential_deadline_idx" on "credential" ("deadline_at") where deadline_at is not null',
    );
    // What has no known end is given 90 days; the first re-test finds the ends that there are.
    this.addSql(`
      update "credential" set "deadline_at" = "rotate_by" - interval '14 days'
       where "status" = 'active' and "rotate_by" is not null and "expires_at" is null`);
    this.allow([...BEFORE, 'credential_ending', 'credential_broken']);
  }

  override down(): void {
    this.addSql(`delete from "mail" where "template" in ('credential_ending', 'credential_broken')`);
    this.allow(BEFORE);
    this.addSql('drop index "credential_deadline_idx"');
    this.addSql('alter table "credential" drop column "deadline_at"');
  }

  private allow(templates: readonly string[]): void {
    this.addSql('alter table "mail" drop constraint "mail_template_check"');
    const list = templates.map((name) => `'${name}'`).join(', ');
    this.addSql(`alter table "mail" add constraint "mail_template_check" check ("template" in (${list}))`);
  }
}
