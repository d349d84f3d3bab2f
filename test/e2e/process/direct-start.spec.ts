import { join } from 'node:path';
import { startApp, type TestApp } from '../../support/app.js';
import { startWebProcess } from '../../support/web-process.js';

/** As a container or a unit file starts it: no npm script in between. */
describe('node dist/src/main.js', () => {
  let test: TestApp;

  // A web process is ready when a worker is.
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test?.close());

  it.each([undefined, 'development'])(
    'is production code with NODE_ENV %s',
    async (mode) => {
      const web = await startWebProcess(test.database.url, join(test.dataDir, 'web'), { NODE_ENV: mode });
      try {
        // The panel loads in no other mode, and the start waits for it.
        expect((await fetch(`${web.url}/admin/login`)).status).toBe(200);
        const broken = await fetch(`${web.url}/admin/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
          body: `email=${'x'.repeat(20_000)}`,
        });
        expect(broken.status).toBe(413);
        expect(await broken.text()).not.toContain('node_modules');
      } finally {
        await web.stop();
      }
    },
    60_000,
  );
});
