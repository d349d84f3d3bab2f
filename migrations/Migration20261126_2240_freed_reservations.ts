import { Migration } from '@mikro-orm/migrations';

/** Step 4: why a reservation was freed that its run never settled. */
export class Migration20261126_2240_freed_reservations extends Migration {
  override up(): void {
    this.addSql('alter table "trial_reservation" add column "freed_because" text null');
    this.addSql(
      'create index "trial_reservation_freed_idx" on "trial_reservation" ("trial_id") where freed_because is not null',
    );
    this.addSql(
      'create index "goal_run_at_work_idx" on "goal_run" ("lease_until") where "status" = \'running\'',
    );
  }

  override down(): void {
    this.addSql('drop index "goal_run_at_work_idx"');
    this.addSql('alter table "trial_reservation" drop column "freed_because"');
  }
}
