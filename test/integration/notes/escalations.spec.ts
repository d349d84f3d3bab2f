import { EscalationService } from '../../../src/escalations/escalation.service.js';
import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import { systemActor, type Actor, type StaffRole } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { startApp, type TestApp } from '../../support/app.js';

const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: newId(), role });

describe('Escalations', () => {
  let test: TestApp;
  const open = (cause: string) =>
    test.app.get(UnitOfWork).run(systemActor('test'), (tx) =>
      test.app.get(EscalationService).open(tx, {
        trigger: 'scheduler_not_executing',
        cause,
        customerId: null,
        evidence: { late: 3 },
      }),
    );
  const act = (name: string, id: string, input: unknown, actor: Actor) =>
    test.app.get(CommandDispatcher).dispatch(name, id, input, { actor, requestId: 'test' });
  const row = async (id: string) =>
    (
      await test.sql('select status, team, channel, resolution, version from escalation where id = ?', [id])
    )[0];

  beforeAll(async () => {
    test = await startApp({ worker: false });
  });
  afterAll(() => test?.close());

  it('go to the team and channel of their trigger, once for a cause, also when two see it at once', async () => {
    const answers = await Promise.all([open('worker:1'), open('worker:1')]);
    expect(answers[0]?.id).toBe(answers[1]?.id);
    expect(answers.map(({ news }) => news).sort()).toEqual([false, true]);
    expect(await row(answers[0]?.id ?? '')).toMatchObject({
      status: 'open',
      team: 'engineering',
      channel: '#eng-support',
    });
  });

  it('are acknowledged and resolved by their team only, and open again when the cause comes back', async () => {
    const { id } = await open('worker:2');
    await expect(act('escalation.acknowledge', id, { version: 1 }, staff('security'))).rejects.toMatchObject({
      code: 'escalation_of_another_team',
    });
    await act('escalation.acknowledge', id, { version: 1 }, staff('engineering'));
    await expect(
      act('escalation.resolve', id, { version: 1, resolution: 'restarted' }, staff('engineering')),
    ).rejects.toMatchObject({ code: 'version_conflict' });
    await act('escalation.resolve', id, { version: 2, resolution: 'restarted' }, staff('engineering'));
    expect(await row(id)).toMatchObject({ status: 'resolved', resolution: 'restarted' });
    expect(await open('worker:2')).toEqual({ id, status: 'open', news: true });
    expect(await row(id)).toMatchObject({ status: 'open', resolution: null });
    const types = await test.sql('select type from history_entry where subject_id = ? order by at, id', [id]);
    expect(types.map(({ type }) => type)).toEqual([
      'escalation.opened',
      'escalation.acknowledged',
      'escalation.resolved',
      'escalation.reopened',
    ]);
  });

  it('cannot be resolved twice', async () => {
    const { id } = await open('worker:3');
    await act('escalation.resolve', id, { version: 1, resolution: 'fixed it' }, staff('admin'));
    await expect(
      act('escalation.resolve', id, { version: 2, resolution: 'again' }, staff('admin')),
    ).rejects.toMatchObject({ code: 'transition_refused' });
    expect(await row(id)).toMatchObject({ resolution: 'fixed it', version: 2 });
  });
});
