import { Migration } from '@mikro-orm/migrations';

/** Step 7: whose permission a connection rests on, so that a platform's word of its end finds the connection. */
export class Migration20261126_1200_credential_holder extends Migration {
  override up(): void {
    this.addSql('alter table "credential" add column "holder_id" text null');
    this.addSql(
      'create index "credential_holder_idx" on "credential" ("holder_id", "platform") where holder_id is not null',
    );
  }

  override down(): void {
    this.addSql('drop index "credential_holder_idx"');
    this.addSql('alter table "credential" drop column "holder_id"');
  }
}
