import { AgentService } from '../../src/agents/agent.service.js';
import { MARKETING_PLATFORMS } from '../../src/agents/platform-names.js';
import { OnboardingQueries } from '../../src/onboarding/onboarding.queries.js';
import { TroublesQueries } from '../../src/onboarding/diagnosis/troubles.queries.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { OPERATOR, type Actor } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { whatsappTrainingKeys } from '../../src/sandbox/graph/whatsapp-scenarios.js';
import { Authorizing } from '../support/authorizing.js';
import { Connecting, locationOf } from '../support/connecting.js';
import { insertCustomer } from '../support/customers.js';
import { eventually } from '../support/eventually.js';
import { fieldsOf } from '../support/portal.js';
import { startWeb, type TestWeb } from '../support/web.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };
/** Each stand-in's scenario that has everything. */
const GOOD = { youtube: 'ok', instagram: 'ok', facebook: 'ok', linkedin: 'ok_admin' } as const;

describe('Steps 6 to 8 of a marketing agent on all five platforms', () => {
  let web: TestWeb;
  let connecting: Connecting;
  let customerId: string;

  beforeAll(async () => {
    web = await startWeb({ worker: true });
    connecting = new Connecting(web);
    customerId = await insertCustomer(web);
    await web.app
      .get(UnitOfWork)
      .run(OPERATOR, (tx) =>
        web.app.get(AgentService, { strict: false }).draft(tx, customerId, 'marketing', MARKETING_PLATFORMS),
      );
  });
  afterAll(() => web?.close());

  const call = (name: string, input: object) =>
    web.app.get(CommandDispatcher).dispatch(name, customerId, input, { actor: OPS, requestId: 'test' });
  const step = async (id: string) => {
    const view = await web.app.get(OnboardingQueries, { strict: false }).view(customerId, OPS);
    return view.steps.find((one) => one.id === id);
  };
  const issue = async () => {
    const view = await web.app.get(TroublesQueries, { strict: false }).view(customerId, OPS);
    return view.issues.find(({ id }) => id === 'issue-1');
  };
  const authorize = async (platform: keyof typeof GOOD, scenario: string): Promise<string> => {
    const { token, id } = await connecting.link(platform, customerId);
    await new Authorizing(web.url).authorize(token, scenario);
    return id;
  };
  const giveNumber = async (shows: (words: string) => boolean): Promise<string> => {
    const { token, id } = await connecting.link('whatsapp', customerId);
    const { browser } = new Authorizing(web.url);
    const form = fieldsOf(await (await browser.get(`/connect?token=${token}`)).text());
    const { secret } = whatsappTrainingKeys().find((key) => shows(key.shows)) ?? { secret: {} };
    const sent = await browser.post('/connect', { ...form, ...secret });
    expect(locationOf(sent)).toMatch(/^\/connect\/result/);
    return id;
  };

  it('names what is missing, platform by platform', async () => {
    expect(await step('7')).toMatchObject({ state: 'open' });
    expect((await step('7'))?.missing?.slice(0, 5)).toEqual(
      ['YouTube', 'Instagram', 'Facebook', 'LinkedIn', 'WhatsApp'].map(
        (title) => `${title} is not connected.`,
      ),
    );
    expect(await issue()).toMatchObject({ cause: 'connected' });
  });

  it('is diagnosed while a connection is refused, with the remedy in full', async () => {
    await connecting.settled(
      await giveNumber((words) => words.startsWith('rejected') && words.includes('missing')),
    );
    expect(await issue()).toMatchObject({
      cause: 'connected',
      remedy: expect.stringContaining('connect link') as string,
    });
    for (const platform of ['youtube', 'instagram', 'facebook', 'linkedin'] as const)
      await connecting.settled(await authorize(platform, GOOD[platform]));
    const found = await issue();
    expect(found?.cause).toBe('permissions_granted');
    expect(found?.remedy).toContain('grant ALL requested permissions');
    expect(found?.remedy).toContain('clear the browser’s cookies');
  });

  it('is done by evidence, and by ticks for the lines that are spoken', async () => {
    await call('customer.setup-guide', {});
    await connecting.settled(await giveNumber((words) => words.startsWith('passes:')));
    const reminders = (await step('7'))?.ticks?.map(({ id }) => id) ?? [];
    expect(reminders).toEqual(['never-share-secrets', 'screen-share-live-only', 'rotation-schedule']);
    await call('customer.tick', { lines: reminders, done: true });
    await eventually(async () => {
      const states = await Promise.all(['6', '7', '8'].map(async (id) => (await step(id))?.state));
      expect(states).toEqual(['done', 'done', 'done']);
    });
    expect((await step('8'))?.proof).toHaveLength(MARKETING_PLATFORMS.length);
    expect((await issue())?.cause).toBeNull();
    const rows = await web.sql(
      `select platform from credential where customer_id = ? and status = 'active'`,
      [customerId],
    );
    expect(rows.map(({ platform }) => platform).sort()).toEqual([...MARKETING_PLATFORMS].sort());
  });
});
