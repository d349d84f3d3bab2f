import { Migration } from '@mikro-orm/migrations';

/** Managers become rows that people edit: a meeting link of their own, and a version against lost edits. */
export class Migration20261125_0120_managers extends Migration {
  override up(): void {
    this.addSql('alter table "csm" add column "meeting_link" text null');
    this.addSql('alter table "csm" add column "version" int not null default 1');
    this.addSql('create index "csm_absence_cover_idx" on "csm_absence" ("cover_id", "ends_at")');
  }

  override down(): void {
    this.addSql('drop index "csm_absence_cover_idx"');
    this.addSql('alter table "csm" drop column "version"');
    this.addSql('alter table "csm" drop column "meeting_link"');
  }
}
