import { Migration } from '@mikro-orm/migrations';

/** Our own allow and deny rows for mail domains (runbook Step 1), with what the published list lacks. */
export class Migration20261125_0500_domain_rules extends Migration {
  override up(): void {
    this.addSql(`
      create table "domain_rule" (
        "id" uuid not null, "domain" text not null, "ruling" text not null, "reason" text not null,
        "created_at" timestamptz not null, "created_by" text not null, primary key ("id"))`);
    this.addSql('alter table "domain_rule" add constraint "domain_rule_domain_key" unique ("domain")');
    this.addSql(`
      alter table "domain_rule" add constraint "domain_rule_ruling_check"
      check ("ruling" in ('allow', 'deny'))`);
    this.addSql(`
      insert into "domain_rule" ("id", "domain", "ruling", "reason", "created_at", "created_by")
      select id::uuid, domain, 'deny', 'Named by the runbook; the published list does not hold it.',
             '2026-02-12T00:00:00Z', 'runbook'
        from (values
          ('019c4f00-0000-7000-8000-000000000d01', 'tempmail.com'),
          ('019c4f00-0000-7000-8000-000000000d02', 'tempmail.net'),
          ('019c4f00-0000-7000-8000-000000000d03', 'temp-mail.io'),
          ('019c4f00-0000-7000-8000-000000000d04', 'temp-mail.com')
        ) as named (id, domain)`);
  }

  override down(): void {
    this.addSql('drop table "domain_rule"');
  }
}
