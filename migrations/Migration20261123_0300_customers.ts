import { Migration } from '@mikro-orm/migrations';

/** Steps 0–3: signups, domain checks, customers and their people, success managers (Appendix C). */
export class Migration20261123_0300_customers extends Migration {
  override up(): void {
    this.managers();
    this.customers();
    this.people();
    this.signups();
    this.checks();
    this.crm();
    this.references();
    this.seed();
  }

  override down(): void {
    this.addSql('drop sequence "customer_number_seq"');
    this.addSql('drop table "crm_delivery"');
    this.addSql('drop table "domain_check"');
    this.addSql('drop table "signup"');
    this.addSql('drop table "customer_login"');
    this.addSql('drop table "contact"');
    this.addSql('drop table "customer"');
    this.addSql('drop table "csm_absence"');
    this.addSql('drop table "csm"');
  }

  private managers(): void {
    this.addSql(`
      create table "csm" (
        "id" uuid not null, "name" text not null, "email" text not null, "phone" text null,
        "timezone" text not null, "industries" text[] not null, "hours" jsonb not null,
        "takes_others" boolean not null, "active" boolean not null, primary key ("id"))`);
    this.addSql('alter table "csm" add constraint "csm_email_key" unique ("email")');
    this.addSql(`
      alter table "csm" add constraint "csm_industries_check"
      check ("industries" <@ array['marketing'::text, 'education'::text, 'sales'::text, 'trading'::text])`);
    this.addSql(`
      create table "csm_absence" (
        "id" uuid not null, "csm_id" uuid not null, "cover_id" uuid not null,
        "starts_at" timestamptz not null, "ends_at" timestamptz not null, primary key ("id"))`);
    this.addSql('create index "csm_absence_csm_idx" on "csm_absence" ("csm_id", "ends_at")');
  }

  private customers(): void {
    this.addSql(`
      create table "customer" (
        "id" uuid not null, "number" int not null, "email" text not null, "email_key" text not null,
        "company_name" text not null, "company_key" text not null, "company_bare" text not null,
        "industry" text not null, "country" text not null, "timezone" text not null,
        "website" text null, "agent_interest" text[] not null, "business_case" text null,
        "status" text not null, "status_reason" text null, "csm_id" uuid not null, "crm_id" text null,
        "email_verified_at" timestamptz null, "signed_up_at" timestamptz not null,
        "activated_at" timestamptz null, "runbook_version" text not null, "waiting_on" text null,
        "follow_up_at" timestamptz null, "duplicate_warning" text null, "duplicate_reason" text null,
        "created_at" timestamptz not null, "version" int not null default 1, primary key ("id"))`);
    this.addSql('alter table "customer" add constraint "customer_number_key" unique ("number")');
    this.addSql('alter table "customer" add constraint "customer_email_key" unique ("email_key")');
    this.addSql('alter table "customer" add constraint "customer_crm_id_key" unique ("crm_id")');
    this.addSql('create index "customer_status_idx" on "customer" ("status", "created_at")');
    this.addSql('create index "customer_csm_idx" on "customer" ("csm_id", "status")');
    this.addSql('create index "customer_created_at_idx" on "customer" ("created_at", "id")');
    this.addSql(`
      create index "customer_search_idx" on "customer"
      using gin ("company_name" gin_trgm_ops, "email" gin_trgm_ops)`);
    this.addSql(
      'create index "customer_company_bare_idx" on "customer" using gin ("company_bare" gin_trgm_ops)',
    );
    this.addSql(
      'alter table "customer" add constraint "customer_company_key" unique ("company_key", "country")',
    );
    this.addSql(`
      alter table "customer" add constraint "customer_industry_check"
      check ("industry" in ('marketing', 'education', 'sales', 'trading'))`);
    this.addSql(`
      alter table "customer" add constraint "customer_agent_interest_check"
      check ("agent_interest" <@ array['marketing'::text, 'trading'::text])`);
    this.addSql(`
      alter table "customer" add constraint "customer_status_check"
      check ("status" in ('in_review', 'active', 'suspended', 'closed'))`);
    this.addSql(`
      alter table "customer" add constraint "customer_waiting_on_check"
      check ("waiting_on" in ('customer', 'us'))`);
  }

  private people(): void {
    this.addSql(`
      create table "contact" (
        "id" uuid not null, "customer_id" uuid not null, "name" text not null, "email" text null,
        "phone" text null, "chat" text null, "role" text not null, "created_at" timestamptz not null,
        primary key ("id"))`);
    this.addSql('create index "contact_customer_idx" on "contact" ("customer_id", "created_at")');
    this.addSql(`
      create unique index "contact_one_primary_key" on "contact"
      ("customer_id") where role = 'primary'`);
    this.addSql(`
      create table "customer_login" (
        "customer_id" uuid not null, "password_hash" text null, "must_change" boolean not null,
        "temporary_until" timestamptz null, "password_set_at" timestamptz null,
        "first_login_at" timestamptz null, "last_login_at" timestamptz null, "session_epoch" int not null, primary key ("customer_id"))`);
  }

  private signups(): void {
    this.addSql(`
      create table "signup" (
        "id" uuid not null, "email" text not null, "email_key" text not null,
        "company_name" text not null, "website" text null, "industry" text not null,
        "agent_interest" text[] not null, "business_case" text not null, "country" text not null,
        "timezone" text not null, "phone" text not null, "chat" text null,
        "contact_name" text not null, "status" text not null, "status_reason" text null,
        "verified_at" timestamptz null, "customer_id" uuid null, "created_at" timestamptz not null,
        "version" int not null default 1, primary key ("id"))`);
    this.addSql('create index "signup_status_idx" on "signup" ("status", "created_at")');
    this.addSql(`
      create unique index "signup_open_email_key" on "signup"
      ("email_key") where status in ('received', 'verified')`);
    this.addSql(`
      alter table "signup" add constraint "signup_industry_check"
      check ("industry" in ('marketing', 'education', 'sales', 'trading'))`);
    this.addSql(`
      alter table "signup" add constraint "signup_agent_interest_check"
      check ("agent_interest" <@ array['marketing'::text, 'trading'::text])`);
    this.addSql(`
      alter table "signup" add constraint "signup_status_check"
      check ("status" in ('received', 'verified', 'accepted', 'rejected', 'duplicate'))`);
  }

  private checks(): void {
    this.addSql(`
      create table "domain_check" (
        "id" uuid not null, "signup_id" uuid null, "customer_id" uuid null, "domain" text not null,
        "status" text not null, "findings" jsonb not null, "reason" text null, "attempt" int not null,
        "lease_until" timestamptz null, "resolution" text null, "resolution_reason" text null,
        "resolved_at" timestamptz null, "resolved_by" text null, "created_at" timestamptz not null,
        "ended_at" timestamptz null, primary key ("id"))`);
    this.addSql('create index "domain_check_customer_idx" on "domain_check" ("customer_id", "created_at")');
    this.addSql('create index "domain_check_signup_idx" on "domain_check" ("signup_id")');
    this.addSql(`
      create index "domain_check_open_idx" on "domain_check"
      ("created_at") where status in ('pending', 'running')`);
    this.addSql(`
      alter table "domain_check" add constraint "domain_check_status_check"
      check ("status" in ('pending', 'running', 'clear', 'flagged', 'inconclusive'))`);
    this.addSql(`
      alter table "domain_check" add constraint "domain_check_resolution_check"
      check ("resolution" in ('accepted', 'cleared', 'upheld'))`);
  }

  private crm(): void {
    this.addSql(`
      create table "crm_delivery" (
        "id" uuid not null, "customer_id" uuid not null, "event" text not null, "status" text not null,
        "attempt" int not null, "lease_until" timestamptz null, "last_error" text null,
        "created_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"))`);
    this.addSql('create index "crm_delivery_customer_idx" on "crm_delivery" ("customer_id", "created_at")');
    this.addSql(`
      create index "crm_delivery_open_idx" on "crm_delivery"
      ("created_at") where status in ('queued', 'running')`);
    this.addSql(`
      alter table "crm_delivery" add constraint "crm_delivery_status_check"
      check ("status" in ('queued', 'running', 'delivered', 'failed'))`);
  }

  /** Checked at commit: the ORM sees plain id columns and inserts in an order of its own. */
  private references(): void {
    this.addSql(`
      alter table "customer" add constraint "customer_csm_id_fkey"
      foreign key ("csm_id") references "csm" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "signup" add constraint "signup_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "domain_check" add constraint "domain_check_signup_id_fkey"
      foreign key ("signup_id") references "signup" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "domain_check" add constraint "domain_check_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "contact" add constraint "contact_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "customer_login" add constraint "customer_login_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "crm_delivery" add constraint "crm_delivery_customer_id_fkey"
      foreign key ("customer_id") references "customer" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "csm_absence" add constraint "csm_absence_csm_id_fkey"
      foreign key ("csm_id") references "csm" ("id") deferrable initially deferred`);
    this.addSql(`
      alter table "csm_absence" add constraint "csm_absence_cover_id_fkey"
      foreign key ("cover_id") references "csm" ("id") deferrable initially deferred`);
  }

  private seed(): void {
    this.addSql('create sequence "customer_number_seq" start 1001');
    this.addSql(`
      insert into "csm" ("id", "name", "email", "timezone", "industries", "hours", "takes_others", "active")
      select id::uuid, name, email, 'Asia/Kolkata', industries::text[],
             '{"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "18:00"}', takes_others, true
        from (values
          ('019c4f00-0000-7000-8000-000000000001', 'Sarah Johnson', 'sarah@waooaw.com', '{marketing}', true),
          ('019c4f00-0000-7000-8000-000000000002', 'Alex Kumar', 'alex@waooaw.com', '{trading}', false),
          ('019c4f00-0000-7000-8000-000000000003', 'Priya Sharma', 'priya@waooaw.com', '{education}', false)
        ) as appendix_c (id, name, email, industries, takes_others)`);
  }
}
