import { Migration } from '@mikro-orm/migrations';

/** How far a goal's clock was lived through before its zone moved back. */
export class Migration20261126_2321_goal_lived_until extends Migration {
  override up(): void {
    this.addSql('alter table "goal" add column "lived_until" timestamptz null');
  }

  override down(): void {
    this.addSql('alter table "goal" drop column "lived_until"');
  }
}
