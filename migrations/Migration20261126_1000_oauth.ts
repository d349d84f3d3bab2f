import { Migration } from '@mikro-orm/migrations';

/** Step 7 by OAuth: the customer's way to a platform and back, and when the tokens it gave end. */
export class Migration20261126_1000_oauth extends Migration {
  override up(): void {
    this.addSql(`
      create table "oauth_grant" (
        "id" uuid not null, "customer_id" uuid not null, "credential_id" uuid not null,
        "platform" text check ("platform" in
          ('youtube', 'instagram', 'facebook', 'linkedin', 'whatsapp', 'delta')) not null,
        "status" text check ("status" in ('asked', 'answered', 'open', 'done', 'denied', 'failed')) not null,
        "actor_kind" text not null, "actor_id" text not null, "link_id" uuid null,
        "state_hash" text not null, "browser_hash" text not null, "problem" text null,
        "accounts" jsonb not null, "set_id" uuid null, "test_id" uuid null,
        "created_at" timestamptz not null, "expires_at" timestamptz not null,
        primary key ("id"))`);
    this.addSql(
      'alter table "oauth_grant" add constraint "oauth_grant_state_hash_key" unique ("state_hash")',
    );
    this.addSql('create index "oauth_grant_credential_idx" on "oauth_grant" ("credential_id", "created_at")');
    this.addSql('create index "oauth_grant_created_idx" on "oauth_grant" ("created_at")');
    this.addSql(`
      create table "credential_token" (
        "set_id" uuid not null, "credential_id" uuid not null, "access_expires_at" timestamptz null,
        primary key ("set_id"))`);
    this.addSql('create index "credential_token_end_idx" on "credential_token" ("access_expires_at")');
  }

  override down(): void {
    this.addSql('drop table "credential_token"');
    this.addSql('drop table "oauth_grant"');
  }
}
