import { newId } from '../../../src/platform/ids/new-id.js';
import { Links } from '../../../src/platform/links/links.js';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';

describe('One-time links', () => {
  let test: TestApp;
  let links: Links;
  let work: UnitOfWork;

  const issue = (subjectId: string, hours = 72, voidOthers = true) =>
    work.run(OPERATOR, (tx) =>
      links.issue(tx, { purpose: 'connect', customerId: null, subjectId, hours, voidOthers }),
    );
  const spend = (token: string) => work.run(OPERATOR, (tx) => links.spend(tx, 'connect', token));

  beforeAll(async () => {
    test = await startApp({ worker: false });
    links = test.app.get(Links);
    work = test.app.get(UnitOfWork);
  });
  afterAll(() => test?.close());

  it('are spent once, by whichever of two comes first', async () => {
    const { token, url } = await issue(newId());
    expect(url).toMatch(/\/connect\?token=[\w-]{43}$/);
    await links.peek('connect', token);
    const both = await Promise.allSettled([spend(token), spend(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(links.peek('connect', token)).rejects.toMatchObject({ code: 'link_not_valid' });
  });

  it('expire by the business clock, and are replaced by newer ones', async () => {
    const subject = newId();
    const first = await issue(subject);
    const second = await issue(subject);
    await expect(links.peek('connect', first.token)).rejects.toMatchObject({ code: 'link_not_valid' });
    await test.sql('update business_clock set offset_ms = ?', [73 * 3_600_000]);
    await expect(spend(second.token)).rejects.toMatchObject({ detail: 'The link has expired.' });
    await test.sql('update business_clock set offset_ms = 0');
  });

  it('are kept as a hash only, and open one purpose only', async () => {
    const { token } = await issue(newId());
    await expect(links.peek('review', token)).rejects.toMatchObject({ code: 'link_not_valid' });
    const dump = JSON.stringify(await test.sql('select * from one_time_link'));
    expect(dump).not.toContain(token);
  });
});
