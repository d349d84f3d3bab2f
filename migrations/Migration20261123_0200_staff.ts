import { Migration } from '@mikro-orm/migrations';

const STAFF = "'ops', 'csm', 'security', 'engineering', 'product', 'leadership', 'admin'";

/** Accounts of the panel and keys of the API. */
export class Migration20261123_0200_staff extends Migration {
  override up(): void {
    this.addSql(`
      create table "staff_member" (
        "id" uuid not null, "email" text not null, "name" text not null,
        "role" text check ("role" in (${STAFF})) not null,
        "password_hash" text not null, "must_change" boolean not null, "active" boolean not null,
        "epoch" int not null, "password_set_at" timestamptz not null, "last_sign_in_at" timestamptz null,
        "created_at" timestamptz not null, "version" int not null default 1,
        primary key ("id"))`);
    this.addSql('alter table "staff_member" add constraint "staff_member_email_unique" unique ("email")');
    this.addSql(`
      create table "api_key" (
        "id" uuid not null, "name" text not null,
        "role" text check ("role" in (${STAFF}, 'integration')) not null,
        "key_hash" text not null, "commands" text[] null,
        "created_at" timestamptz not null, "revoked_at" timestamptz null,
        primary key ("id"))`);
    this.addSql('alter table "api_key" add constraint "api_key_key_hash_unique" unique ("key_hash")');
  }

  override down(): void {
    this.addSql('drop table "api_key"');
    this.addSql('drop table "staff_member"');
  }
}
