import { Migration } from '@mikro-orm/migrations';

/** What was agreed when a trial was converted, or why it was not; extensions granted to many at once. */
export class Migration20261126_1960_hire_record extends Migration {
  override up(): void {
    this.addSql(`
      alter table "trial"
        add column "hire_plan" text null, add column "hire_price_amount" int null,
        add column "hire_price_currency" text null, add column "hire_starts_on" date null,
        add column "not_hired_because" text null
          constraint "trial_not_hired_because_check" check ("not_hired_because" in ('price', 'no_need', 'results',
            'missing_capability', 'timing', 'other_product', 'no_answer', 'other')),
        add column "not_hired_words" text null, add column "not_hired_at" timestamptz null`);
    this.addSql(`
      alter table "trial" add constraint "trial_price_check"
      check (hire_price_amount > 0 and (hire_price_amount is null) = (hire_price_currency is null))`);
    this.addSql('alter table "trial_extension" add column "batch_id" uuid null');
    this.addSql('alter table "trial_extension" add column "in_bulk" boolean not null default false');
    this.addSql('update "trial_extension" set "batch_id" = "id"');
    this.addSql('alter table "trial_extension" alter column "batch_id" set not null');
    this.addSql('create index "trial_extension_batch_idx" on "trial_extension" ("batch_id")');
    this.addSql(
      'create unique index "trial_extension_bulk_key" on "trial_extension" ("trial_id", lower("reason")) where "in_bulk"',
    );
  }

  override down(): void {
    this.addSql('drop index "trial_extension_bulk_key"');
    this.addSql('alter table "trial_extension" drop column "batch_id", drop column "in_bulk"');
    this.addSql('alter table "trial" drop constraint "trial_price_check"');
    this.addSql(`
      alter table "trial"
        drop column "hire_plan", drop column "hire_price_amount", drop column "hire_price_currency",
        drop column "hire_starts_on", drop column "not_hired_because", drop column "not_hired_words",
        drop column "not_hired_at"`);
  }
}
