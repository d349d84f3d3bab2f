import { Migration } from '@mikro-orm/migrations';

/** Customers whose country waits for a look, by the rules of Settings. */
export class Migration20261125_0110_country_holds extends Migration {
  override up(): void {
    this.addSql(`
      create table "country_hold" (
        "id" uuid not null, "customer_id" uuid not null, "country" text not null, "agent_types" text[] not null,
        "why" text not null, "created_at" timestamptz not null, "released_at" timestamptz null,
        "released_by" text null, "release_reason" text null, primary key ("id"))`);
    this.addSql(`
      alter table "country_hold" add constraint "country_hold_agent_types_check"
      check ("agent_types" <@ array['marketing'::text, 'trading'::text])`);
    this.addSql('create index "country_hold_customer_idx" on "country_hold" ("customer_id", "created_at")');
    this.addSql(`
      create unique index "country_hold_open_key" on "country_hold" ("customer_id") where released_at is null`);
  }

  override down(): void {
    this.addSql('drop table "country_hold"');
  }
}
