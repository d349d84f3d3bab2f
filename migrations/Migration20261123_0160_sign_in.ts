import { Migration } from '@mikro-orm/migrations';

/** Sessions (the table of connect-pg-simple, as it wants it) and the count of failed sign-ins. */
export class Migration20261123_0160_sign_in extends Migration {
  override up(): void {
    this.addSql(`
      create table "session" (
        "sid" varchar not null collate "default", "sess" json not null, "expire" timestamp(6) not null,
        constraint "session_pkey" primary key ("sid"))`);
    this.addSql('create index "IDX_session_expire" on "session" ("expire")');
    this.addSql(`
      create table "sign_in_throttle" (
        "key" text not null, "failures" int not null, "since" timestamptz not null,
        "locked_until" timestamptz null,
        primary key ("key"))`);
    this.addSql('create index "sign_in_throttle_since_idx" on "sign_in_throttle" ("since")');
  }

  override down(): void {
    this.addSql('drop table "sign_in_throttle"');
    this.addSql('drop table "session"');
  }
}
