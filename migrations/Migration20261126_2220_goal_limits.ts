import { Migration } from '@mikro-orm/migrations';

/** Paused goals remember that limits of their agent changed meanwhile. */
export class Migration20261126_2220_goal_limits extends Migration {
  override up(): void {
    this.addSql('alter table "goal" add column "limits_changed" boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table "goal" drop column "limits_changed"');
  }
}
