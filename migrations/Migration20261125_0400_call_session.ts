import { Migration } from '@mikro-orm/migrations';

/** Follow-up calls, corrected times, moves by link, the check-in's outcome, consent to recording. */
export class Migration20261125_0400_call_session extends Migration {
  override up(): void {
    this.addSql(`
      alter table "call"
        add column "time_reason" text null,
        add column "moves_by_link" int not null default 0,
        add column "outlook" text null check ("outlook" in ('likely', 'at_risk', 'lost')),
        add column "outlook_reason" text null,
        add column "consents" jsonb not null default '[]',
        add column "consent" text not null default 'not_asked'
          check ("consent" in ('not_asked', 'given', 'refused', 'withdrawn'))`);
    this.addSql('alter table "call" drop constraint "call_kind_check"');
    this.addSql(`
      alter table "call" add constraint "call_kind_check"
      check ("kind" in ('onboarding', 'follow_up', 'check_in'))`);
  }

  override down(): void {
    this.addSql(`delete from "call" where "kind" = 'follow_up'`);
    this.addSql('alter table "call" drop constraint "call_kind_check"');
    this.addSql(`
      alter table "call" add constraint "call_kind_check"
      check ("kind" in ('onboarding', 'check_in'))`);
    this.addSql(`
      alter table "call" drop column "time_reason", drop column "moves_by_link", drop column "outlook",
        drop column "outlook_reason", drop column "consents", drop column "consent"`);
  }
}
