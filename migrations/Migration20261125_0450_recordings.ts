import { Migration } from '@mikro-orm/migrations';

/** Recordings of calls, and who played them. */
export class Migration20261125_0450_recordings extends Migration {
  override up(): void {
    this.addSql(`
      create table "call_recording" (
        "id" uuid primary key,
        "customer_id" uuid not null references "customer" ("id"),
        "call_id" uuid not null references "call" ("id"),
        "status" text not null
          check ("status" in ('receiving', 'stored', 'linked', 'deleting', 'to_delete', 'deleted')),
        "key" text null,
        "upload_ref" text null,
        "link" text null,
        "media_type" text null check ("media_type" in ('video/mp4', 'video/webm')),
        "bytes" int null,
        "claimed_at" timestamptz not null,
        "purge_at" timestamptz not null,
        "drop_reason" text null
          check ("drop_reason" in ('upload_failed', 'consent_withdrawn', 'expired', 'closed', 'by_hand')),
        "deleted_at" timestamptz null,
        "created_at" timestamptz not null,
        "version" int not null default 1
      )`);
    this.addSql('create index "call_recording_call_idx" on "call_recording" ("call_id", "created_at")');
    this.addSql(`
      create unique index "call_recording_key_key" on "call_recording" ("key")
      where status in ('receiving', 'stored', 'deleting')`);
    this.addSql(`
      create unique index "call_recording_one_key" on "call_recording" ("call_id")
      where status in ('receiving', 'stored', 'linked')`);
    this.addSql(`
      create index "call_recording_kept_idx" on "call_recording" ("purge_at") where status <> 'deleted'`);
    this.addSql(`
      create table "recording_play" (
        "id" uuid primary key,
        "recording_id" uuid not null references "call_recording" ("id"),
        "actor_id" text not null,
        "until" timestamptz not null
      )`);
    this.addSql('create index "recording_play_recording_idx" on "recording_play" ("recording_id")');
  }

  override down(): void {
    this.addSql('drop table "recording_play"');
    this.addSql('drop table "call_recording"');
  }
}
