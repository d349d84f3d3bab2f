import { Migration } from '@mikro-orm/migrations';

/** Step 9: a customer's agents, one of each type. */
export class Migration20261123_0700_agents extends Migration {
  override up(): void {
    this.addSql(`
      create table "agent" (
        "id" uuid not null, "customer_id" uuid not null,
        "type" text check ("type" in ('marketing', 'trading')) not null,
        "status" text check ("status" in ('draft', 'configured')) not null,
        "platforms" text[] not null,
        "settings" jsonb null,
        "bounds_profile" text check ("bounds_profile" in ('trial', 'hired')) not null,
        "configured_at" timestamptz null, "created_at" timestamptz not null,
        "version" int not null default 1,
        primary key ("id"))`);
    this.addSql(
      'alter table "agent" add constraint "agent_customer_type_key" unique ("customer_id", "type")',
    );
    this.addSql(`
      alter table "agent" add constraint "agent_platforms_check"
      check ("platforms" <@ array['youtube'::text, 'instagram'::text, 'facebook'::text, 'linkedin'::text, 'whatsapp'::text, 'delta'::text])`);
    this.addSql(`
      alter table "agent" add constraint "agent_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id")`);
  }

  override down(): void {
    this.addSql('drop table "agent"');
  }
}
