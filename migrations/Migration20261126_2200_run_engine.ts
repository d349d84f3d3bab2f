import { Migration } from '@mikro-orm/migrations';

/** Each run is kept with the engine that did it; of earlier runs it is not known. */
export class Migration20261126_2200_run_engine extends Migration {
  override up(): void {
    this.addSql('alter table "goal_run" add column "engine" text null');
  }

  override down(): void {
    this.addSql('alter table "goal_run" drop column "engine"');
  }
}
