import { Migration } from '@mikro-orm/migrations';

/** Paused goals know who paused them: of those paused before, the history says it. */
export class Migration20261126_2320_goal_pauses extends Migration {
  override up(): void {
    this.addSql('alter table "goal" add column "paused_by" text null, add column "pause_note" text null');
    this.addSql(
      `update "goal" set "paused_by" = coalesce((
         select h."actor_kind" from "history_entry" h
          where h."subject_id" = "goal"."id" and h."type" = 'goal.paused' order by h."at" desc, h."id" desc limit 1
       ), 'staff') where "status" = 'paused' and "pause_reason" = 'person'`,
    );
  }

  override down(): void {
    this.addSql('alter table "goal" drop column "paused_by", drop column "pause_note"');
  }
}
