import { Migration } from '@mikro-orm/migrations';

/** One-time links, by hash. */
export class Migration20261123_0150_links extends Migration {
  override up(): void {
    this.addSql(`
      create table "one_time_link" (
        "id" uuid not null,
        "purpose" text check ("purpose" in ('verify', 'connect', 'review', 'call', 'survey')) not null,
        "token_hash" text not null, "customer_id" uuid null, "subject_id" uuid not null,
        "created_at" timestamptz not null, "expires_at" timestamptz not null, "spent_at" timestamptz null,
        primary key ("id"))`);
    this.addSql(
      'alter table "one_time_link" add constraint "one_time_link_token_hash_key" unique ("token_hash")',
    );
    this.addSql('create index "one_time_link_subject_idx" on "one_time_link" ("subject_id", "purpose")');
  }

  override down(): void {
    this.addSql('drop table "one_time_link"');
  }
}
