import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { ProviderHttp } from '../../../src/platform/http/provider-http.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';

jest.setTimeout(60_000);

const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };

/** Instead of a status: the request is taken and never answered. */
const SILENCE = 0;

interface Delivery {
  readonly webhookId: string;
  readonly type: string;
}

describe('Telling the CRM', () => {
  let test: TestApp;
  let server: Server;
  const seen: Delivery[] = [];
  /** Status of each answer by event type, the last one for all that follow. */
  const answers: Record<string, number[]> = {};
  /** An address of this machine that nobody configured, and how often it was asked. */
  let other: Server;
  let elsewhere: string;
  let asked = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const event = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as {
          type: string;
        };
        const planned = answers[event.type] ?? [200];
        seen.push({ webhookId: String(request.headers['webhook-id']), type: event.type });
        const status = planned.length > 1 ? planned.shift() : planned[0];
        if (status === SILENCE) return;
        if (status === 307) response.setHeader('location', `${elsewhere}/steal`);
        response
          .writeHead(status ?? 200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: 'CRM-7' }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    other = createServer((_request, response) => {
      asked += 1;
      response.end('{"id":"CRM-66"}');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    test = await startApp({
      env: { CRM_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRET },
    });
  });
  afterAll(async () => {
    await test?.close();
    other.close();
    server.closeAllConnections();
    server.close();
  });

  const call = async (name: string, id: string, input: object): Promise<{ id: string }> =>
    (await test.app.get(CommandDispatcher).dispatch(name, id, input, { actor: OPS, requestId: 'test' }))
      .body as { id: string };
  const create = (name: string) =>
    call('customer.create', '', {
      email: `office@${name}.example`,
      companyName: name,
      industry: 'trading',
      country: 'IN',
      timezone: 'Asia/Kolkata',
      contactName: 'John Doe',
    });
  const deliveries = (id: string) =>
    test.sql<{ id: string; status: string; event: string; attempt: number; last_error: string | null }>(
      'select * from crm_delivery where customer_id = ? order by id',
      [id],
    );

  it('tries again under the same webhook-id until the CRM is back, then keeps its id', async () => {
    answers['customer.created'] = [503, 200];
    const { id } = await create('patient');
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({ status: 'delivered', attempt: 2, last_error: null }),
      ]);
    });
    const [delivery] = await deliveries(id);
    expect(seen.filter(({ webhookId }) => webhookId === delivery?.id)).toHaveLength(2);
    expect(await test.sql('select crm_id from customer where id = ?', [id])).toEqual([{ crm_id: 'CRM-7' }]);
  });

  it('does not give two customers one id: somebody has to look', async () => {
    answers['customer.created'] = [200];
    const { id } = await create('second');
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({
          status: 'failed',
          last_error: expect.stringMatching(/^the CRM answered the id of C-\d+$/) as string,
        }),
      ]);
    });
  });

  it('ends a refused delivery in words, and lets ops type the id', async () => {
    answers['customer.created'] = [401];
    const { id } = await create('unwanted');
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({ status: 'failed', last_error: 'HTTP 401' }),
      ]);
    });
    expect(
      await test.sql(
        "select data from history_entry where customer_id = ? and type = 'crm.delivery_failed'",
        [id],
      ),
    ).toEqual([{ data: { event: 'customer.created', reason: 'HTTP 401' } }]);
    await expect(call('customer.set-crm-id', id, { crmId: 'CRM-7' })).rejects.toMatchObject({
      code: 'crm_id_taken',
    });
    await call('customer.set-crm-id', id, { crmId: 'CRM-8' });
    await expect(call('customer.set-crm-id', id, { crmId: 'CRM-9' })).rejects.toMatchObject({
      code: 'crm_id_known',
    });
  });

  const failure = (id: string) =>
    test.sql("select data from history_entry where customer_id = ? and type = 'crm.delivery_failed'", [id]);

  it('follows no redirect, least of all to a private address, and says so', async () => {
    answers['customer.created'] = [307];
    const { id } = await create('moved');
    const reason = 'the webhook redirects elsewhere (HTTP 307); that is not followed';
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({ status: 'failed', attempt: 1, last_error: reason }),
      ]);
    });
    expect(await failure(id)).toEqual([{ data: { event: 'customer.created', reason } }]);
    expect(asked).toBe(0);
  });

  it('gives up a CRM that takes the request and never answers, after its last try, and says why', async () => {
    const http = test.app.get(ProviderHttp, { strict: false });
    Object.assign(http, { timeoutMs: 300 });
    answers['customer.created'] = [SILENCE];
    const { id } = await create('mute');
    const reason = 'the CRM did not answer in time';
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({ status: 'queued', attempt: 1, last_error: reason, lease_until: null }),
      ]);
    });
    await test.sql('update crm_delivery set attempt = 9 where customer_id = ?', [id]);
    await eventually(async () => {
      expect(await deliveries(id)).toEqual([
        expect.objectContaining({ status: 'failed', attempt: 10, last_error: reason }),
      ]);
    });
    expect(await failure(id)).toEqual([{ data: { event: 'customer.created', reason } }]);
    const [delivery] = await deliveries(id);
    expect(seen.filter(({ webhookId }) => webhookId === delivery?.id)).toHaveLength(2);
    await call('customer.set-crm-id', id, { crmId: 'CRM-10' });
  });
});
