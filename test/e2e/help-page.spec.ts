import { startWeb, type TestWeb } from '../support/web.js';

describe('The help page', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(() => web?.close());

  it('is open to anybody, since the summary mail links to it', async () => {
    const answer = await fetch(`${web.url}/help`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('How to approve deliverables');
  });
});
