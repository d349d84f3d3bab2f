import { EscalationPage } from '../../../src/onboarding/escalation-page/escalation-page.queries.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench, staff } from '../../support/goal-bench.js';

interface Raised {
  readonly id: string;
  readonly news: boolean;
}

describe('Escalations raised on a credential and on a run', () => {
  let test: TestApp;
  let bench: GoalBench;
  const view = async (id: string) => {
    const found = await test.app.get(EscalationPage).view(id);
    if (!found) throw new Error(`no escalation ${id}`);
    return found;
  };

  beforeAll(async () => {
    test = await startApp({ worker: false });
    bench = new GoalBench(test);
  });
  afterAll(() => test?.close());

  it('take along how it stood, and what it belongs to', async () => {
    const { customerId, goal } = await bench.withGoal();
    const [credential] = await test.sql<{ id: string }>('select id from credential where customer_id = ?', [
      customerId,
    ]);
    const broken = {
      trigger: 'platform_integration_failing',
      cause: 'Tests time out',
      details: 'Since noon.',
    };
    const onKey = await bench.call<Raised>('credential.escalate', credential?.id ?? '', broken, staff('csm'));
    expect(await view(onKey.id)).toMatchObject({
      customer: { id: customerId },
      evidence: { platform: 'Delta Exchange', status: 'active', lastFailure: null },
      records: [{ list: 'credentials' }, { list: 'customers', id: customerId }],
    });
    const run = await bench.trigger(goal.id);
    const stuck = { trigger: 'scheduler_not_executing', cause: 'The run hangs' };
    const onRun = await bench.call<Raised>('run.escalate', run.id, stuck, staff('engineering'));
    expect(await bench.call('run.escalate', run.id, stuck)).toMatchObject({
      id: onRun.id,
      news: false,
    });
    expect((await view(onRun.id)).records.map(({ list }) => list)).toEqual(['goal-runs', 'goals']);
    expect((await bench.refusal('run.escalate', run.id, stuck, staff('leadership'))).code).toBe('forbidden');
  });
});
