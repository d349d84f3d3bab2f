import { systemActor } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { trialUsageReached } from '../../../src/trials/trial.entries.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { GoalBench } from '../../support/goal-bench.js';
import { sentMails } from '../../support/sent-mails.js';

describe('The manager of a customer on trial', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test?.close());

  it('is told once that 80 % of the tokens are used, and once that all are', async () => {
    const { customerId, trial } = await new GoalBench(test).onTrial();
    const notices = () =>
      test.sql<{ to: string }>(
        `select to_email as "to" from mail
          where customer_id = ? and template = 'staff_notice' and params ->> 'kind' = 'trial_used'`,
        [customerId],
      );
    const reach = async (percent: number) => {
      await test.sql('update trial set tokens_used = tokens_total * ? / 100 where id = ?', [
        percent,
        trial.id,
      ]);
      await test.app.get(UnitOfWork).run(systemActor('test'), (tx) => {
        tx.record(trialUsageReached, { subjectId: trial.id, customerId, data: { percent } });
        return Promise.resolve();
      });
    };
    const sent = (subject: RegExp) =>
      eventually(async () => {
        const mails = await sentMails(test.dataDir, (await notices())[0]?.to ?? '');
        const found = mails.filter((mail) => subject.test(mail.subject ?? ''));
        expect(found).toHaveLength(1);
        return (found[0]?.text ?? '').replace(/\s+/g, ' ');
      });
    await reach(80);
    expect(await sent(/80 % of the trial/)).toContain('8,000 of 10,000');
    await reach(80);
    await reach(100);
    expect(await sent(/no tokens left/)).toContain('10,000 of 10,000');
    expect(await notices()).toHaveLength(2);
  });
});
