import { Migration } from '@mikro-orm/migrations';

/** The attempts of one command on one record, newest first: what a diagnosis reads. */
export class Migration20261126_1910_command_log_subject extends Migration {
  override up(): void {
    this.addSql('create index "command_log_subject_idx" on "command_log" ("subject_id", "command", "at")');
  }

  override down(): void {
    this.addSql('drop index "command_log_subject_idx"');
  }
}
