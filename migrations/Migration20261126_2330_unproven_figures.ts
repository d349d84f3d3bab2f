import { Migration } from '@mikro-orm/migrations';

/** Figures of a draft that nobody gave, for a warning to whoever reviews it. */
export class Migration20261126_2330_unproven_figures extends Migration {
  override up(): void {
    this.addSql('alter table "deliverable" add column "unproven" jsonb null');
  }

  override down(): void {
    this.addSql('alter table "deliverable" drop column "unproven"');
  }
}
