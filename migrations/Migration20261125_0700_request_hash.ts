import { Migration } from '@mikro-orm/migrations';

/**
 * What is kept of a request's body is a keyed hash: a plain one would let a leaked dump check guesses of a
 * secret that was sent. Keys in use keep their answers, and can no longer be compared: they are refused for
 * the rest of their 24 hours.
 */
export class Migration20261125_0700_request_hash extends Migration {
  override up(): void {
    this.addSql(`update "idempotency_key" set "request_hash" = 'mac:v1:none:' || repeat('0', 64)`);
    this.addSql(`
      alter table "idempotency_key" add constraint "idempotency_key_hash_check"
        check ("request_hash" like 'mac:v1:%')`);
  }

  override down(): void {
    this.addSql('alter table "idempotency_key" drop constraint "idempotency_key_hash_check"');
  }
}
