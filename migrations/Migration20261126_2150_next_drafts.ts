import { Migration } from '@mikro-orm/migrations';

/** A draft may be rejected with the wish for another: the run that writes it is kept beside it. */
export class Migration20261126_2150_next_drafts extends Migration {
  override up(): void {
    this.addSql('alter table "deliverable" add column "next_run_id" uuid null');
    this.addSql('alter table "deliverable" add constraint "deliverable_next_run_key" unique ("next_run_id")');
  }

  override down(): void {
    this.addSql('alter table "deliverable" drop constraint "deliverable_next_run_key"');
    this.addSql('alter table "deliverable" drop column "next_run_id"');
  }
}
