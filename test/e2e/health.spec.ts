import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { startWeb, type TestWeb } from '../support/web.js';

interface Answer {
  status: number;
  type: string;
  body: Record<string, unknown>;
}

describe('The health doors', () => {
  let web: TestWeb;
  let worker: TestApp | undefined;

  async function get(path: string): Promise<Answer> {
    const response = await fetch(`${web.url}${path}`);
    const type = response.headers.get('content-type') ?? '';
    expect(response.headers.get('cache-control')).toBe('no-store');
    return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
  }

  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(async () => {
    await worker?.close();
    await web?.close();
  });

  it('say that the process lives, without a key', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  });

  it('are not ready without a worker, and name it; ready with one', async () => {
    const { status, type, body } = await get('/health/ready');
    expect([status, type]).toEqual([503, expect.stringMatching(/^application\/problem\+json/)]);
    expect(body).toMatchObject({ code: 'unavailable', failing: 'worker' });
    expect(body['detail']).toContain('Check "worker" does not hold. No worker is alive.');
    worker = await startApp({ database: web.database });
    await eventually(async () => expect((await get('/health/ready')).status).toBe(200));
    const ready = await get('/health/ready');
    expect(ready.body).toMatchObject({
      status: 'ready',
      checks: [
        { name: 'database', ok: true },
        { name: 'worker', ok: true, ageSeconds: expect.any(Number) as number },
        { name: 'queue', ok: true, ageSeconds: expect.any(Number) as number },
      ],
    });
  });

  it('are not ready again as soon as the worker has ended', async () => {
    await worker?.close();
    worker = undefined;
    expect(await get('/health/ready')).toMatchObject({ status: 503, body: { failing: 'worker' } });
  });
});
