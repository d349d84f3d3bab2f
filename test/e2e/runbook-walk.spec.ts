import { join } from 'node:path';
import { Inbox } from '../../scripts/demo/inbox.js';
import { Rest } from '../../scripts/demo/rest.js';
import { play, type Played } from '../../scripts/demo/script.js';
import { ACCOUNT_STEPS } from '../../scripts/demo/steps-account.js';
import { GOAL_STEPS } from '../../scripts/demo/steps-goal.js';
import { HANDOFF_STEPS } from '../../scripts/demo/steps-handoff.js';
import { TRIAL_STEPS } from '../../scripts/demo/steps-trial.js';
import { Walk } from '../../scripts/demo/walk.js';
import type { OnboardingView } from '../../src/onboarding/onboarding-view.js';
import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import { frontDoor, type FrontDoor } from '../support/front-door.js';
import { startWeb, type TestWeb } from '../support/web.js';

/** The script itself is tested by itself: here only what it prints is wanted. */
const printed = async () => ({ stdout: '✓ Connection successful, permissions validated\n', code: 0 });

describe('A customer taken through the whole runbook by its public doors', () => {
  let web: TestWeb;
  let door: FrontDoor;
  let view: OnboardingView;
  const played: Played[] = [];

  beforeAll(async () => {
    door = await frontDoor();
    web = await startWeb({ worker: true, env: { PUBLIC_URL: door.address } });
    door.leadTo(web.url);
    const made = await web.app
      .get(CommandDispatcher)
      .dispatch(
        'api-key.create',
        '',
        { name: 'walk', role: 'admin' },
        { actor: OPERATOR, requestId: 'test' },
      );
    const rest = new Rest(door.address, (made.body as { key: string }).key);
    const inbox = new Inbox(join(web.dataDir, 'mail'));
    const walk = new Walk(rest, inbox, printed);
    const handOff = HANDOFF_STEPS.filter(({ step }) => /^(\d+|escalate)$/.test(step));
    await play([...ACCOUNT_STEPS, ...TRIAL_STEPS, ...GOAL_STEPS, ...handOff], walk, (one) =>
      played.push(one),
    );
    view = await rest.get<OnboardingView>(`/customers/${walk.id('customer')}/onboarding`);
  }, 120_000);
  afterAll(async () => {
    await web?.close();
    door?.close();
  });

  it('has every step done by evidence, and nothing missing', () => {
    expect(played.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(view.steps.map(({ id, state, missing }) => ({ id, state, missing }))).toEqual(
      view.steps.map(({ id }) => ({ id, state: 'done', missing: undefined })),
    );
    expect(view.steps).toHaveLength(16);
    expect(view.working).toBe(false);
  });

  it('tells what the customer did from what was done for the customer, and from the system', () => {
    const by = (text: string) =>
      view.steps.flatMap(({ proof }) => proof ?? []).find((proof) => proof.text.startsWith(text))?.by;
    expect(by('Signup form completed')).toBe('the customer');
    expect(by('Customer logged in')).toBe('the customer');
    expect(by('Delta Exchange connected')).toBe('the customer');
    expect(by('First deliverable approved')).toBe('the customer');
    expect(by('Trial activated')).toBe('the integration "walk"');
    expect(by('Domain checked')).toBe('the system');
    expect(by('Customer record made in the CRM')).toBe('the system');
  });

  it('keeps no secret, password or personal data in its proofs and history', async () => {
    const [dump] = await web.sql<{ text: string }>(
      `select string_agg(t, ' ') as text from (
         select proof::text as t from step_done union all select data::text from history_entry) x`,
    );
    expect(dump?.text).not.toMatch(/sandbox_|john|@|9876543210/i);
  });
});
