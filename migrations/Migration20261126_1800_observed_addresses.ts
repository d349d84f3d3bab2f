import { Migration } from '@mikro-orm/migrations';

/** The few tests in which a platform said where our requests come from. */
export class Migration20261126_1800_observed_addresses extends Migration {
  override up(): void {
    this.addSql(
      'create index "credential_test_observed_idx" on "credential_test" ("observed_address", "ended_at") where observed_address is not null',
    );
  }

  override down(): void {
    this.addSql('drop index "credential_test_observed_idx"');
  }
}
