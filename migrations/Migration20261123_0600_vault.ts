import { Migration } from '@mikro-orm/migrations';

/** Secrets at rest: a data key per customer, sealed fields, and the record of every opening. */
export class Migration20261123_0600_vault extends Migration {
  override up(): void {
    this.addSql(`
      create table "customer_data_key" (
        "id" uuid not null, "customer_id" uuid not null, "wrapped" text null,
        "created_at" timestamptz not null, "destroyed_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      'alter table "customer_data_key" add constraint "customer_data_key_customer_id_key" unique ("customer_id")',
    );
    this.addSql(`
      create table "vault_secret" (
        "id" uuid not null, "set_id" uuid not null, "customer_id" uuid not null, "credential_id" uuid not null,
        "field" text not null, "state" text check ("state" in ('live', 'candidate')) not null,
        "envelope" text not null, "keyed_hash" text not null, "created_at" timestamptz not null,
        primary key ("id"),
        constraint "vault_secret_sealed" check (starts_with("envelope", 'enc:v1:') and starts_with("keyed_hash", 'mac:v1:')))`);
    this.addSql(
      'alter table "vault_secret" add constraint "vault_secret_place_key" unique ("credential_id", "state", "field")',
    );
    this.addSql(
      'alter table "vault_secret" add constraint "vault_secret_set_field_key" unique ("set_id", "field")',
    );
    this.addSql('create index "vault_secret_keyed_hash_idx" on "vault_secret" ("keyed_hash")');
    this.addSql(`
      create table "vault_access" (
        "id" uuid not null, "at" timestamptz not null, "customer_id" uuid not null,
        "credential_id" uuid not null, "set_id" uuid not null,
        "reason" text check ("reason" in ('connection_test', 'goal_run', 'validation_script')) not null,
        "job" text not null,
        primary key ("id"))`);
    this.addSql('create index "vault_access_credential_idx" on "vault_access" ("credential_id", "at")');
    this.addSql(`
      create trigger "vault_access_append_only" before update or delete on "vault_access"
      for each row execute function history_is_append_only()`);
  }

  override down(): void {
    this.addSql('drop table "vault_access"');
    this.addSql('drop table "vault_secret"');
    this.addSql('drop table "customer_data_key"');
  }
}
