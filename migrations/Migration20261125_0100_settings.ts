import { Migration } from '@mikro-orm/migrations';

/** Settings that were changed; the default CSM becomes one of them. */
export class Migration20261125_0100_settings extends Migration {
  override up(): void {
    this.addSql(`
      create table "setting" (
        "id" uuid not null, "key" text not null, "value" jsonb null, "version" int not null,
        "changed_at" timestamptz not null, "changed_by" text not null, primary key ("id"))`);
    this.addSql('alter table "setting" add constraint "setting_key_key" unique ("key")');
    this.addSql('alter table "csm" drop column "takes_others"');
  }

  override down(): void {
    this.addSql('alter table "csm" add column "takes_others" boolean not null default false');
    this.addSql(`
      update "csm" set "takes_others" = true where "id" = coalesce(
        (select ("value" #>> '{}')::uuid from "setting" where "key" = 'customers.default-csm'),
        '019c4f00-0000-7000-8000-000000000001')`);
    this.addSql('alter table "csm" alter column "takes_others" drop default');
    this.addSql('drop table "setting"');
  }
}
