import { Migration } from '@mikro-orm/migrations';

const REASONS = ['connection_test', 'goal_run', 'validation_script', 'token_renewal'];

/** Platforms are told that we let go of what was disconnected; until then its tokens rest apart, out of use. */
export class Migration20261126_1610_letting_go extends Migration {
  override up(): void {
    this.allow('vault_secret', 'state', ['live', 'candidate', 'parting']);
    this.allow('vault_access', 'reason', [...REASONS, 'letting_go']);
    this.addSql(`
      create table "letting_go" (
        "id" uuid not null, "credential_id" uuid not null, "customer_id" uuid not null, "set_id" uuid not null,
        "status" text check ("status" in ('queued', 'running', 'done')) not null,
        "outcome" text check ("outcome" in ('told', 'not_told')) null, "because" text null,
        "attempt" int not null, "lease_until" timestamptz null, "delete_by" timestamptz not null,
        "created_at" timestamptz not null, "ended_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      `create index "letting_go_open_idx" on "letting_go" ("delete_by") where status in ('queued', 'running')`,
    );
    this.addSql('create index "letting_go_credential_idx" on "letting_go" ("credential_id")');
    this.addSql(`
      alter table "letting_go" add constraint "letting_go_credential_id_fkey"
      foreign key ("credential_id") references "credential" ("id")`);
  }

  override down(): void {
    this.addSql('drop table "letting_go"');
    this.addSql('alter table "vault_access" disable trigger "vault_access_append_only"');
    this.addSql(`update "vault_access" set "reason" = 'connection_test' where "reason" = 'letting_go'`);
    this.addSql('alter table "vault_access" enable trigger "vault_access_append_only"');
    this.allow('vault_access', 'reason', REASONS);
    this.addSql(`delete from "vault_secret" where "state" = 'parting'`);
    this.allow('vault_secret', 'state', ['live', 'candidate']);
  }

  private allow(table: string, column: string, values: readonly string[]): void {
    const name = `${table}_${column}_check`;
    const list = values.map((value) => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" drop constraint "${name}"`);
    this.addSql(`alter table "${table}" add constraint "${name}" check ("${column}" in (${list}))`);
  }
}
