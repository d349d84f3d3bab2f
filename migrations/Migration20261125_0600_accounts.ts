import { Migration } from '@mikro-orm/migrations';

/** A duplicate points to the customer it was merged into (runbook Step 2). */
export class Migration20261125_0600_accounts extends Migration {
  override up(): void {
    this.addSql('alter table "customer" add column "merged_into_id" uuid null');
    this.addSql(`
      alter table "customer" add constraint "customer_merged_into_id_fkey"
      foreign key ("merged_into_id") references "customer" ("id") deferrable initially deferred`);
  }

  override down(): void {
    this.addSql('alter table "customer" drop column "merged_into_id"');
  }
}
