import { Migration } from '@mikro-orm/migrations';

const BEFORE = ['connection_test', 'goal_run', 'validation_script', 'token_renewal', 'letting_go'];

/** Which key of the ring each row is under is found by index, and openings by a rotation are on record. */
export class Migration20261126_1300_key_rotation extends Migration {
  override up(): void {
    this.addSql(
      `create index "customer_data_key_ring_idx" on "customer_data_key" (split_part("wrapped", ':', 3), "id")`,
    );
    this.addSql(
      `create index "vault_secret_ring_idx" on "vault_secret" (split_part("keyed_hash", ':', 3), "id")`,
    );
    this.allow([...BEFORE, 'key_rotation']);
  }

  override down(): void {
    // What is on record stays: of the reasons that this version knows, a validation comes nearest.
    this.addSql('alter table "vault_access" disable trigger "vault_access_append_only"');
    this.addSql(`update "vault_access" set "reason" = 'validation_script' where "reason" = 'key_rotation'`);
    this.addSql('alter table "vault_access" enable trigger "vault_access_append_only"');
    this.allow(BEFORE);
    this.addSql('drop index "vault_secret_ring_idx"');
    this.addSql('drop index "customer_data_key_ring_idx"');
  }

  private allow(reasons: readonly string[]): void {
    this.addSql('alter table "vault_access" drop constraint "vault_access_reason_check"');
    const list = reasons.map((name) => `'${name}'`).join(', ');
    this.addSql(
      `alter table "vault_access" add constraint "vault_access_reason_check" check ("reason" in (${list}))`,
    );
  }
}
