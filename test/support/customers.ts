import { newId } from '../../src/platform/ids/new-id.js';
import type { TestApp } from './app.js';

/** An active customer with a verified address, put straight into the tables: for suites whose subject is another room. */
export async function insertCustomer({ sql }: Pick<TestApp, 'sql'>, status = 'active'): Promise<string> {
  const id = newId();
  const name = `Company ${id.slice(-12)}`;
  const at = new Date('2026-02-12T09:00:00Z');
  await sql(
    `insert into customer (id, number, email, email_key, email_verified_at, company_name, company_key, company_bare, industry,
       country, timezone, agent_interest, status, csm_id, signed_up_at, runbook_version, created_at)
     select ?, nextval('customer_number_seq'), ?, ?, ?, ?, ?, ?, 'trading', 'IN', 'Asia/Kolkata', '{trading}', ?,
       (select id from csm order by email limit 1), ?, '1.0', ?`,
    [id, `${id}@example.com`, `${id}@example.com`, at, name, name, name, status, at, at],
  );
  return id;
}
