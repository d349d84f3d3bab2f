import { Migration } from '@mikro-orm/migrations';

const BEFORE = [
  ...['verify_email', 'customer_welcome_email', 'call_invite', 'credential_setup_guide', 'connect_link'],
  ...['draft_ready', 'trial_activated', 'post_onboarding_summary', 'survey', 'password_reset'],
  ...['weekly_report', 'staff_notice', 'staff_welcome', 'account_contained', 'waiting_nudge', 'new_manager'],
  ...['credential_ending', 'credential_broken'],
];

/** Customers are reminded of drafts they have not decided on, and told of approved actions that failed. */
export class Migration20261126_2170_draft_reminders extends Migration {
  override up(): void {
    this.addSql(`
      alter table "deliverable" add column "reminder_due_at" timestamptz null,
        add column "reminded_at" timestamptz null`);
    this.addSql(`
      update "deliverable" set "reminder_due_at" = "created_at" + interval '20 hours'
       where "status" = 'in_review'`);
    this.addSql(`
      create index "deliverable_reminder_due_idx" on "deliverable" ("reminder_due_at")
        where reminder_due_at is not null`);
    this.allow([...BEFORE, 'draft_reminder', 'action_failed']);
  }

  override down(): void {
    this.addSql(`delete from "mail" where "template" in ('draft_reminder', 'action_failed')`);
    this.allow(BEFORE);
    this.addSql('drop index "deliverable_reminder_due_idx"');
    this.addSql('alter table "deliverable" drop column "reminder_due_at", drop column "reminded_at"');
  }

  private allow(templates: readonly string[]): void {
    this.addSql('alter table "mail" drop constraint "mail_template_check"');
    const list = templates.map((name) => `'${name}'`).join(', ');
    this.addSql(`alter table "mail" add constraint "mail_template_check" check ("template" in (${list}))`);
  }
}
