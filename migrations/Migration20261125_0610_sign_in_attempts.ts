import { Migration } from '@mikro-orm/migrations';

/** Tries to sign in to the portal, with their causes (runbook Issue 5). */
export class Migration20261125_0610_sign_in_attempts extends Migration {
  override up(): void {
    this.addSql(`
      create table "sign_in_attempt" (
        "id" uuid not null, "at" timestamptz not null, "email_key" text not null, "customer_id" uuid null,
        "cause" text not null, "network" text not null, primary key ("id"))`);
    this.addSql('create index "sign_in_attempt_email_idx" on "sign_in_attempt" ("email_key", "at")');
    this.addSql('create index "sign_in_attempt_at_idx" on "sign_in_attempt" ("at")');
    this.addSql(`
      alter table "sign_in_attempt" add constraint "sign_in_attempt_cause_check" check ("cause" in (
        'signed_in', 'unknown_address', 'no_password', 'wrong_password', 'temporary_expired', 'not_active', 'resting'))`);
    this.addSql(`
      alter table "sign_in_attempt" add constraint "sign_in_attempt_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
  }

  override down(): void {
    this.addSql('drop table "sign_in_attempt"');
  }
}
