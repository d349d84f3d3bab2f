import { Migration } from '@mikro-orm/migrations';

/** Who has claimed a recording's key, and when its upload was last heard of: a claim without a file ends soon. */
export class Migration20261126_1510_recording_claims extends Migration {
  override up(): void {
    this.addSql('alter table "call_recording" add column "claimed_by" text null');
    this.addSql('alter table "call_recording" add column "heard_at" timestamptz null');
  }

  override down(): void {
    this.addSql('alter table "call_recording" drop column "heard_at"');
    this.addSql('alter table "call_recording" drop column "claimed_by"');
  }
}
