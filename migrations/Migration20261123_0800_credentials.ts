import { Migration } from '@mikro-orm/migrations';

/** Steps 6–8: connections to platforms and every test of them. Secrets are in the vault's tables. */
export class Migration20261123_0800_credentials extends Migration {
  override up(): void {
    this.addSql(`
      create table "credential" (
        "id" uuid not null, "customer_id" uuid not null,
        "platform" text check ("platform" in
          ('youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp', 'delta')) not null,
        "status" text check ("status" in ('pending', 'active', 'expired', 'invalid', 'disconnected')) not null,
        "environment" text not null, "account_id" text null, "account_name" text null,
        "scopes" text[] not null, "settings" jsonb not null,
        "set_at" timestamptz null, "rotate_by" timestamptz null, "expires_at" timestamptz null,
        "last_validated_at" timestamptz null, "last_failure_code" text null,
        "disconnected_at" timestamptz null, "created_at" timestamptz not null,
        "version" int not null default 1,
        primary key ("id"))`);
    this.addSql(
      'create unique index "credential_one_live_key" on "credential" ("customer_id", "platform") where status <> \'disconnected\'',
    );
    this.addSql('create index "credential_customer_idx" on "credential" ("customer_id", "created_at")');
    this.addSql('create index "credential_status_idx" on "credential" ("status", "last_validated_at")');
    this.tests();
    this.references();
  }

  override down(): void {
    this.addSql('drop table "credential_test"');
    this.addSql('drop table "credential"');
  }

  private tests(): void {
    this.addSql(`
      create table "credential_test" (
        "id" uuid not null, "credential_id" uuid not null, "customer_id" uuid not null, "set_id" uuid not null,
        "trigger" text check ("trigger" in
          ('connect', 'ops', 'customer', 'activation', 'script', 'schedule')) not null,
        "status" text check ("status" in ('queued', 'running', 'done', 'cancelled')) not null,
        "outcome" text check ("outcome" in ('ok', 'rejected', 'unreachable')) null,
        "code" text null, "step" text null, "provider_code" text null, "http_status" int null,
        "missing" text[] not null, "forbidden" text[] not null, "warnings" text[] not null,
        "observed_address" text null, "skew_seconds" int null, "retry_after_ms" int null,
        "attempt" int not null, "lease_until" timestamptz null, "created_at" timestamptz not null,
        "started_at" timestamptz null, "ended_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      'create index "credential_test_credential_idx" on "credential_test" ("credential_id", "created_at")',
    );
    this.addSql(
      'create index "credential_test_customer_idx" on "credential_test" ("customer_id", "created_at")',
    );
    this.addSql(
      'create index "credential_test_open_idx" on "credential_test" ("created_at") where status in (\'queued\', \'running\')',
    );
  }

  private references(): void {
    this.addSql(`
      alter table "credential" add constraint "credential_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id")`);
    this.addSql(`
      alter table "credential_test" add constraint "credential_test_credential_id_fkey"
      foreign key ("credential_id") references "credential" ("id")`);
  }
}
