import type { House } from './house.js';
import type { Passenger } from './passenger.js';

interface MailRow {
  readonly template: string;
  readonly status: string;
  readonly message_id: string;
}

/**
 * Everything the walk of one customer had to do, looked for after the fire: each effect once, or flagged as unknown.
 * @returns what is wrong, in words; empty when nothing is
 */
export async function faultsOf(house: House, { walk }: Passenger, unknownMails = 0): Promise<string[]> {
  const customer = walk.id('customer');
  const orders = house.exchange.passed.filter(
    ({ method, path }) => method === 'POST' && path === '/v2/orders',
  );
  return [
    ...expected('orders placed at the exchange', orders.length, 0),
    ...(await records(house, customer, walk.email)),
    ...(await run(house, customer)),
    ...(await mails(house, walk.email, unknownMails)),
    ...(await repeatedHistory(house, customer)),
  ];
}

/** What is wrong with the house as a whole: promises that are not kept, messages that came twice, work left. */
export async function faultsOfHouse(house: House): Promise<string[]> {
  const kept = await house.sql<{ key: string }>('select key from idempotency_key where status is not null');
  const keys = new Set(kept.map(({ key }) => key));
  const lost = house.door.promised.filter((key) => !keys.has(key));
  const messages = house.mails.received.map(({ messageId }) => messageId);
  const [outbox] = await house.sql<{ n: number }>('select count(*)::int as n from outbox');
  return [
    ...expected('acknowledged changes are lost', lost.length, 0),
    ...expected('messages came more than once', messages.length - new Set(messages).size, 0),
    ...expected('rows are left in the outbox', outbox?.n, 0),
  ];
}

const expected = (what: string, found: number | undefined, wanted: number): string[] =>
  found === wanted ? [] : [`${what}: ${found ?? 'none'} instead of ${wanted}`];

async function records(house: House, customer: string, email: string): Promise<string[]> {
  const count = async (table: string, condition: string, value: string) => {
    const query = `select count(*)::int as n from ${table} where ${condition}`;
    return (await house.sql<{ n: number }>(query, [value]))[0]?.n;
  };
  const told = house.crm.received.filter(
    ({ type, customerId }) => type === 'customer.created' && customerId === customer,
  );
  return [
    ...expected('customers', await count('customer', 'email = $1', email), 1),
    ...expected('signups', await count('signup', 'email = $1', email), 1),
    ...expected('times the CRM heard of the customer', told.length, 1),
    ...expected('calls', await count('call', "kind = 'onboarding' and customer_id = $1", customer), 1),
    ...expected('agents', await count('agent', 'customer_id = $1', customer), 1),
    ...expected(
      'credentials',
      await count('credential', "status = 'active' and customer_id = $1", customer),
      1,
    ),
    ...expected('credential tests', await count('credential_test', 'customer_id = $1', customer), 1),
    ...expected(
      'outcomes of them',
      await count('credential_test', "outcome = 'ok' and customer_id = $1", customer),
      1,
    ),
    ...expected('trials', await count('trial', "status = 'active' and customer_id = $1", customer), 1),
    ...expected('goals', await count('goal', "status = 'approved' and customer_id = $1", customer), 1),
    ...expected('session notes', await count('note', "kind = 'session' and customer_id = $1", customer), 1),
    ...expected(
      'deliverables',
      await count('deliverable', "status = 'approved' and revision = 2 and customer_id = $1", customer),
      1,
    ),
  ];
}

/** One run, one task of the day, its tokens and none left reserved. */
async function run(house: House, customer: string): Promise<string[]> {
  const runs = await house.sql<{ status: string; tokens: number }>(
    'select status, tokens_used as tokens from goal_run where customer_id = $1',
    [customer],
  );
  const [ledger] = await house.sql<{ tasks: number; used: number; reserved: number }>(
    `select (select sum(tasks)::int from trial_day where trial_id = t.id) as tasks,
            tokens_used as used, tokens_reserved as reserved from trial t where customer_id = $1`,
    [customer],
  );
  return [
    ...expected('runs', runs.length, 1),
    ...expected('completed runs', runs.filter(({ status }) => status === 'completed').length, 1),
    ...expected('tasks in the ledger', ledger?.tasks, 1),
    ...expected('tokens in the ledger', ledger?.used, runs[0]?.tokens ?? 0),
    ...expected('tokens still reserved', ledger?.reserved, 0),
  ];
}

async function mails(house: House, email: string, unknown: number): Promise<string[]> {
  const rows = await house.sql<MailRow>('select template, status, message_id from mail where to_email = $1', [
    email,
  ]);
  const times = (id: string) => house.mails.received.filter(({ messageId }) => messageId === id).length;
  const flagged = rows.filter(({ status }) => status === 'unknown');
  const subjects = house.mails.received.filter(({ to }) => to === email).map(({ subject }) => subject);
  return [
    ...expected('mails flagged unknown', flagged.length, unknown),
    ...expected('kinds of mail that came', new Set(subjects).size, rows.length),
    ...rows
      .filter(({ status }) => status !== 'unknown')
      .flatMap(({ template, status, message_id: id }) => [
        ...(status === 'sent' ? [] : [`${template} is ${status}`]),
        ...expected(`times that ${template} came`, times(id), 1),
      ]),
  ];
}

/** The same entry about the same record twice is an effect that happened twice. */
async function repeatedHistory(house: House, customer: string): Promise<string[]> {
  const rows = await house.sql<{ type: string; n: number }>(
    `select type, count(*)::int as n from history_entry where customer_id = $1
      group by type, subject_id, data having count(*) > 1`,
    [customer],
  );
  return rows.map(({ type, n }) => `${n} times in the history: ${type}`);
}
