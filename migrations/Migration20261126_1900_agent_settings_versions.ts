import { Migration } from '@mikro-orm/migrations';

/** Every configuration that an agent was saved with, append-only; erasure alone may empty its words. */
export class Migration20261126_1900_agent_settings_versions extends Migration {
  override up(): void {
    this.addSql(`
      create table "agent_settings_version" (
        "id" uuid not null, "agent_id" uuid not null, "customer_id" uuid not null, "number" int not null,
        "agent_version" int not null, "settings" jsonb null, "limits_confirmed" boolean not null,
        "actor_kind" text not null, "actor_id" text not null, "at" timestamptz not null,
        primary key ("id"))`);
    this.addSql(
      'alter table "agent_settings_version" add constraint "agent_settings_version_number_key" unique ("agent_id", "number")',
    );
    for (const [column, table] of [
      ['agent_id', 'agent'],
      ['customer_id', 'customer'],
    ] as const) {
      this.addSql(
        `alter table "agent_settings_version" add constraint "agent_settings_version_${column}_fkey" foreign key ("${column}") references "${table}" ("id")`,
      );
    }
    this.addSql(
      'create index "agent_settings_version_customer_idx" on "agent_settings_version" ("customer_id")',
    );
    this.keepWhatIsSet();
    this.refuseChanges();
  }

  /** What was saved before is the first version, by whom its newest entry names. */
  private keepWhatIsSet(): void {
    this.addSql(`
      insert into "agent_settings_version"
      select gen_random_uuid(), a.id, a.customer_id, 1, a.version, a.settings, false,
             coalesce(h.actor_kind, 'system'), coalesce(h.actor_id, 'migration'), coalesce(h.at, a.configured_at, a.created_at)
        from "agent" a left join lateral (
          select actor_kind, actor_id, at from "history_entry"
           where subject_id = a.id and type = 'agent.configured' order by id desc limit 1) h on true
       where a.settings is not null`);
  }

  private refuseChanges(): void {
    this.addSql(`
      create function settings_version_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.settings is null
           and to_jsonb(new) - 'settings' = to_jsonb(old) - 'settings' then
          return new;
        end if;
        raise exception 'versions of agent settings are append-only';
      end $$`);
    this.addSql(`
      create trigger "agent_settings_version_append_only" before update or delete on "agent_settings_version"
      for each row execute function settings_version_is_append_only()`);
  }

  override down(): void {
    this.addSql('drop table "agent_settings_version"');
    this.addSql('drop function settings_version_is_append_only()');
  }
}
