import { ProgressRepository } from '../../../src/onboarding/progress/progress.repository.js';
import { ReconcileProgress } from '../../../src/onboarding/progress/reconcile-progress.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor } from '../../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';
import { meeting } from '../../support/meeting.js';
import { OnboardingRows } from '../../support/onboarding-rows.js';

const worker = systemActor('test');

describe('Two changes of one customer at the same time', () => {
  let test: TestApp;
  let rows: OnboardingRows;

  const progress = async () =>
    (await test.sql('select * from onboarding_progress where customer_id = ?', [rows.customerId]))[0];
  const change = (act: (tx: Tx) => Promise<unknown>, meet: () => Promise<void>) =>
    test.app.get(UnitOfWork).run(worker, async (tx) => {
      await act(tx);
      await meet();
      const type = { type: 'note.edited', say: () => '' };
      tx.record(type, { subjectId: rows.customerId, customerId: rows.customerId, data: {} });
    });

  beforeAll(async () => {
    test = await startApp({ worker: false });
    rows = new OnboardingRows(test);
    await rows.change(worker, 'customer.created', rows.customerId, (r) => r.customer());
    await rows.change(worker, 'customer.crm_id_set', rows.customerId, (r) =>
      r.update('customer', r.customerId, { crm_id: 'crm-1' }),
    );
  });
  afterAll(() => test?.close());

  it('leave the progress that both together make true', async () => {
    const meet = meeting(3);
    const { customerId } = rows;
    const agent = `insert into agent (id, customer_id, type, status, platforms, bounds_profile, created_at, version)
      values (?, ?, ?, 'draft', '{delta}', 'trial', ?, 1)`;
    await Promise.all([
      change(
        (tx) =>
          tx.em.execute("update customer set status = 'active', activated_at = ? where id = ?", [
            tx.now,
            customerId,
          ]),
        meet,
      ),
      change((tx) => tx.em.execute(agent, [newId(), customerId, 'trading', tx.now]), meet),
      change((tx) => tx.em.execute(agent, [newId(), customerId, 'marketing', tx.now]), meet),
    ]);
    const kept = await progress();
    expect(kept).toMatchObject({ steps_done: 3, current_step: '3' });
    await test.app.get(ReconcileProgress).all();
    expect(await progress()).toEqual(kept);
    const latched = await test.sql('select step from step_done where customer_id = ? order by step', [
      customerId,
    ]);
    expect(latched.map(({ step }) => step)).toEqual(['0', '1', '2']);
  });

  it('finds no row to lock for a customer that is not there', async () => {
    await test.app.get(UnitOfWork).run(worker, async (tx) => {
      expect(await test.app.get(ProgressRepository).lock(tx.em, [newId(), rows.customerId])).toEqual([
        rows.customerId,
      ]);
    });
  });
});
