import { Migration } from '@mikro-orm/migrations';

/** Three more goal templates, what a goal's run leaves for the next, and since when a goal waits for approval. */
export class Migration20261126_2000_goal_templates extends Migration {
  override up(): void {
    this.addSql('alter table "goal" drop constraint "goal_template_check"');
    this.addSql(
      `alter table "goal" add constraint "goal_template_check" check ("template" in
        ('market_monitoring', 'social_media_post', 'content_calendar', 'competitor_watch', 'risk_report'))`,
    );
    this.addSql('alter table "goal" add column "pending_since" timestamptz null');
    this.addSql('update "goal" set "pending_since" = "created_at"');
    this.addSql('alter table "goal" alter column "pending_since" set not null');
    this.addSql(
      `create index "goal_pending_idx" on "goal" ("pending_since") where "status" = 'pending_approval'`,
    );
    this.addSql(`
      create table "goal_memory" (
        "goal_id" uuid not null,
        "run_id" uuid not null,
        "content" jsonb not null,
        "kept_at" timestamptz not null,
        constraint "goal_memory_pkey" primary key ("goal_id")
      )`);
  }

  /** Goals of the new templates cannot be told to an older version: they are gone with it. */
  override down(): void {
    this.addSql('drop table "goal_memory"');
    this.addSql('drop index "goal_pending_idx"');
    this.addSql('alter table "goal" drop column "pending_since"');
    this.addSql('alter table "goal" drop constraint "goal_template_check"');
    this.addSql(`delete from "goal" where "template" not in ('market_monitoring', 'social_media_post')`);
    this.addSql(
      `alter table "goal" add constraint "goal_template_check" check ("template" in ('market_monitoring', 'social_media_post'))`,
    );
  }
}
