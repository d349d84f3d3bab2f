import { Migration } from '@mikro-orm/migrations';

/** Runbook Step 2: customers of the same website are found while a form is filled. */
export class Migration20261126_1500_website_host extends Migration {
  override up(): void {
    this.addSql(`
      create index "customer_website_host_idx" on "customer"
        (substring(regexp_replace(lower("website"), '^([a-z]+://){0,1}(www[.]){0,1}', '') from '^[^/:#]+'))`);
  }

  override down(): void {
    this.addSql('drop index "customer_website_host_idx"');
  }
}
