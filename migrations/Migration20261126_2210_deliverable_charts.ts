import { Migration } from '@mikro-orm/migrations';

/** A market analysis keeps the figures its chart is drawn from; earlier ones have none. */
export class Migration20261126_2210_deliverable_charts extends Migration {
  override up(): void {
    this.addSql('alter table "deliverable" add column "chart" jsonb null');
  }

  override down(): void {
    this.addSql('alter table "deliverable" drop column "chart"');
  }
}
