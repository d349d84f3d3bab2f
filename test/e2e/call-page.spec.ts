import { jest } from '@jest/globals';
import ICAL from 'ical.js';
import { Browser } from '../support/browser.js';
import { CallBench, type CallAnswer } from '../support/call-bench.js';
import { insertCustomer } from '../support/customers.js';
import { PortalPeople } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

jest.setTimeout(60_000);

describe("A call's page", () => {
  let web: TestWeb;
  let bench: CallBench;
  let people: PortalPeople;

  beforeAll(async () => {
    web = await startWeb();
    bench = new CallBench(web);
    people = new PortalPeople(web);
  });
  afterAll(() => web?.close());

  const visitor = () => new Browser(web.url);
  const tokenOf = (customerId: string, { id }: CallAnswer) =>
    people.token({ purpose: 'call', customerId, subjectId: id });
  const scheduled = async () => {
    const customerId = await bench.customer();
    const made = await bench.schedule(customerId, { startsAt: bench.later() });
    return { customerId, made, token: await tokenOf(customerId, made) };
  };
  const page = async (token: string) => (await visitor().get(`/call?token=${token}`)).text();
  const offered = (html: string) =>
    [...html.matchAll(/name="startsAt" value="([^"]+)" required>/g)].map(([, at = '']) => at);
  const rowOf = async ({ id }: CallAnswer) => {
    const [row] = await web.sql<{
      starts_at: Date;
      moves_by_link: number;
      ics_sequence: number;
      attendees: { name: string }[];
      status: string;
    }>('select * from call where id = ?', [id]);
    return row!;
  };

  it('gives a slot that two customers press at once to one; the other sees what is free now', async () => {
    const [one, two] = [await scheduled(), await scheduled()];
    const [startsAt = ''] = offered(await page(one.token));
    const answers = await Promise.all(
      [one, two].map(({ token }) => visitor().post('/call/time', { token, once: `${token}-t`, startsAt })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = await answers.find(({ status }) => status === 409)!.text();
    expect(lost).toContain('This time is no longer free');
    expect(offered(lost).length).toBeGreaterThan(10);
    expect(offered(lost)).not.toContain(startsAt);
    const rows = [await rowOf(one.made), await rowOf(two.made)];
    expect(rows.filter((row) => new Date(row.starts_at).toISOString() === startsAt)).toHaveLength(1);
  });

  it('moves once for a double press, and refuses what is past, crooked, or out of hours', async () => {
    const { made, token } = await scheduled();
    const [, startsAt = ''] = offered(await page(token));
    const press = () => visitor().post('/call/time', { token, once: 'same-form', startsAt });
    const twice = await Promise.all([press(), press()]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rowOf(made)).toMatchObject({ moves_by_link: 1, ics_sequence: 1 });
    for (const [at, status, says] of [
      ['2020-01-01T10:00:00Z', 409, 'no longer free'],
      ['tomorrow', 400, 'must be an instant'],
      [startsAt.replace(/:[03]0:00/, ':07:00'), 409, 'no longer free'],
      [startsAt.replace(/T\d\d/, 'T23'), 409, 'no longer free'],
    ] as const) {
      const answer = await visitor().post('/call/time', { token, once: `o-${at}`, startsAt: at });
      expect([at, answer.status]).toEqual([at, status]);
      expect(await answer.text()).toContain(says);
    }
    expect(await rowOf(made)).toMatchObject({ moves_by_link: 1, ics_sequence: 1 });
  });

  it('moves three times; then, and near the call, a person helps', async () => {
    const { made, token } = await scheduled();
    for (const turn of [3, 4, 5]) {
      const startsAt = offered(await page(token))[turn] ?? '';
      const answer = await visitor().post('/call/time', { token, once: `turn-${turn}`, startsAt });
      expect(answer.status).toBe(303);
    }
    expect(await page(token)).toContain('It was moved 3 times by link.');
    await web.sql("update call set starts_at = current_timestamp + interval '90 minutes' where id = ?", [
      made.id,
    ]);
    const near = await page(token);
    expect(near).toContain('The call begins in less than 2 hours.');
    expect(near).not.toContain('Call it off');
    expect(near).toContain('Invite a colleague');
    const refused = await visitor().post('/call/off', { token, once: 'off', reason: 'no time' });
    expect(refused.status).toBe(409);
    expect((await rowOf(made)).status).toBe('scheduled');
  });

  it('refuses a name of two lines, and folds a long one of a calendar file between characters', async () => {
    const { made, token } = await scheduled();
    const add = (name: string, once: string) =>
      visitor().post('/call/people', {
        token,
        once,
        name,
        email: 'ana@example.com',
        position: 'marketing lead',
      });
    const name = `Ana 🚀${'👩‍💻'.repeat(6)} ATTENDEE;CN="x":mailto:eve@example.com`;
    expect((await add('Ana\r\nATTENDEE:mailto:eve@example.com', 'two-lines')).status).toBe(400);
    expect((await rowOf(made)).attendees).toHaveLength(2);
    expect((await add(name, 'add')).status).toBe(303);
    expect((await rowOf(made)).attendees).toHaveLength(3);
    const file = await visitor().get(`/call/invite.ics?token=${token}`);
    expect(file.headers.get('content-type')).toContain('method=REQUEST');
    const content = await file.text();
    expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(content).not.toContain('\uFFFD');
    const calendar = new ICAL.Component(ICAL.parse(content) as unknown[]);
    const attendees = calendar.getFirstSubcomponent('vevent')!.getAllProperties('attendee');
    expect(attendees).toHaveLength(3);
    expect(attendees.map((one) => String(one.getParameter('cn'))).at(-1)).toContain('👩‍💻👩‍💻');
    expect(calendar.getFirstSubcomponent('vtimezone')).not.toBeNull();
  });

  it('calls it off with a reason; the link is over then', async () => {
    const { made, token } = await scheduled();
    const off = await visitor().post('/call/off', { token, once: 'off', reason: 'we are not ready' });
    expect([off.status, await off.text()]).toEqual([200, expect.stringContaining('The call is called off')]);
    expect((await rowOf(made)).status).toBe('cancelled');
    expect((await visitor().get(`/call?token=${token}`)).status).toBe(410);
  });

  it('is reached from the portal for the own next call only, and never kept by the press', async () => {
    const { id, browser } = await people.member();
    const made = await bench.schedule(id, { startsAt: bench.later() });
    const home = await (await browser.get('/portal')).text();
    expect(home).toContain('Your next call');
    const opened = await browser.post(`/portal/calls/${made.id}`, { once: 'press' });
    expect(opened.status).toBe(303);
    const place = opened.headers.get('location') ?? '';
    expect(place).toMatch(/^\/call\?token=/);
    expect((await browser.get(place)).status).toBe(200);
    const again = await browser.post(`/portal/calls/${made.id}`, { once: 'press' });
    expect(again.headers.get('location')).toBe('/portal');
    const other = await bench.schedule(await insertCustomer(web), { startsAt: bench.later() });
    expect((await browser.post(`/portal/calls/${other.id}`, { once: 'theirs' })).status).toBe(404);
    expect((await visitor().post(`/portal/calls/${made.id}`, { once: 'nobody' })).status).toBe(401);
  });
});
