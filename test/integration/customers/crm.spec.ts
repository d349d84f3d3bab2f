import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';

jest.setTimeout(60_000);

const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const OPS: Actor = { kind: 'staff', id: '019c4f00-0000-7000-8000-0000000000f1', role: 'ops' };

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
        response
          .writeHead(status ?? 200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: 'CRM-7' }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    test = await startApp({
      env: { CRM_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRET },
    });
  });
  afterAll(async () => {
    await test?.close();
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
    }, 40_000);
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
});
