import { Migration } from '@mikro-orm/migrations';

/** Each night's re-tests are planned ahead, and one test at a time asks for a credential. */
export class Migration20261126_1630_nightly_retests extends Migration {
  override up(): void {
    this.addSql('alter table "credential" add column "retest_due_at" timestamptz null');
    this.addSql(
      'create index "credential_retest_idx" on "credential" ("retest_due_at") where retest_due_at is not null',
    );
    this.addSql(`
      create table "retest_night" (
        "night" text not null, "planned_at" timestamptz not null, "planned" int not null,
        primary key ("night"))`);
    this.addSql('alter table "credential_test" add column "begun_attempt" int not null default 0');
    this.addSql(
      `create index "credential_test_ended_idx" on "credential_test" ("ended_at") where status = 'done'`,
    );
    this.addSql('create index "credential_test_created_idx" on "credential_test" ("created_at")');
  }

  override down(): void {
    this.addSql('drop index "credential_test_created_idx"');
    this.addSql('drop index "credential_test_ended_idx"');
    this.addSql('alter table "credential_test" drop column "begun_attempt"');
    this.addSql('drop table "retest_night"');
    this.addSql('drop index "credential_retest_idx"');
    this.addSql('alter table "credential" drop column "retest_due_at"');
  }
}
