import { randomBytes } from 'node:crypto';

import { signWebhook } from '../../platform/webhooks/sign-webhook.js';
import { crmIdOf, SandboxCrm } from './sandbox-crm.js';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const CUSTOMER = '019c4f00-0000-7000-8000-00000000000a';
const crm = new SandboxCrm(SECRET);
let url: string;

beforeAll(async () => {
  url = await crm.start();
});
afterAll(() => crm.close());

const event = (more: object = {}) =>
  JSON.stringify({
    type: 'customer.created',
    timestamp: '2026-02-12T10:00:00Z',
    data: { customerId: CUSTOMER, companyName: 'Healthy Clinics', ...more },
  });

async function post(headers: Record<string, string>, body: string, method = 'POST') {
  const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body } : {}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const signed = (id: string, body: string, at = new Date(), secret = SECRET) =>
  signWebhook(secret, { id, body, at });

describe(SandboxCrm.name, () => {
  it('answers its id of the customer, and takes a repeated delivery once', async () => {
    const body = event();
    const first = await post(signed('evt-1', body), body);
    const again = await post(signed('evt-1', body), body);
    expect([first, again]).toEqual(Array(2).fill({ status: 200, body: { id: crmIdOf(CUSTOMER) } }));
    expect(first.body.id).toMatch(/^CRM-\d{8}$/);
    expect(crm.received.filter(({ webhookId }) => webhookId === 'evt-1')).toEqual([
      expect.objectContaining({ type: 'customer.created', customerId: CUSTOMER }),
    ]);
  });

  it('refuses a changed body, another key, no signature, and times too old or ahead', async () => {
    const body = event();
    const other = `whsec_${randomBytes(24).toString('base64')}`;
    const away = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const attempts = [
      await post(signed('evt-2', body), event({ companyName: 'Other' })),
      await post(signed('evt-2', body, new Date(), other), body),
      await post({ 'content-type': 'application/json' }, body),
      await post(signed('evt-2', body, away(-6)), body),
      await post(signed('evt-2', body, away(6)), body),
    ];
    expect(attempts.map(({ status }) => status)).toEqual(Array(5).fill(401));
    expect(crm.received.some(({ webhookId }) => webhookId === 'evt-2')).toBe(false);
  });

  it('refuses one webhook-id for two events, and what is no event', async () => {
    const [one, two] = [event(), event({ companyName: 'Other' })];
    expect((await post(signed('evt-3', one), one)).status).toBe(200);
    expect((await post(signed('evt-3', two), two)).status).toBe(409);
    for (const body of ['not json', '{}', '{"type":"x","timestamp":"2026-02-12T10:00:00Z","data":{}}']) {
      expect((await post(signed('evt-4', body), body)).status).toBe(400);
    }
    expect((await post({}, '', 'GET')).status).toBe(405);
  });
});
