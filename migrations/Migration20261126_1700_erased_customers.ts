import { Migration } from '@mikro-orm/migrations';

/** When a closed customer's personal data was erased. */
export class Migration20261126_1700_erased_customers extends Migration {
  override up(): void {
    this.addSql('alter table "customer" add column "erased_at" timestamptz null');
  }

  override down(): void {
    this.addSql('alter table "customer" drop column "erased_at"');
  }
}
