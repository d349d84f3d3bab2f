import type { TrialPage } from '../goals/trial-page.js';
import { trialCard } from './trial-card.js';

const NOW = new Date('2026-02-12T04:30:00.000Z');
const page = (change: object = {}, forecast: TrialPage['forecast'] = null) =>
  ({
    trial: {
      status: 'active',
      endsAt: '2026-02-19T04:30:00.000Z',
      endedAt: null,
      dailyTasks: 5,
      tasksLeft: 3,
      tasksFreeAt: '2026-02-12T18:30:00.000Z',
      tokensLeft: 4_001,
      tokensTotal: 10_000,
      ...change,
    },
    forecast,
  }) as TrialPage;

describe('a trial on the portal’s first page', () => {
  it('says what is left in days, then in hours', () => {
    expect(trialCard(page(), NOW)).toMatchObject({
      running: true,
      left: '7 days',
      tasksUsed: 2,
      tokensLeft: 41,
    });
    expect(trialCard(page({ endsAt: '2026-02-12T05:00:00.000Z' }), NOW).left).toBe('1 hour');
    expect(trialCard(page({ endsAt: '2026-02-14T04:30:00.000Z' }), NOW).left).toBe('48 hours');
  });

  it('warns when few tokens are left, and says how long they last', () => {
    const card = trialCard(
      page(
        { tokensLeft: 2_000 },
        { tokensPerRun: 300, measured: true, runsLeft: 6, endsAt: '2026-02-14T00:00:00.000Z' },
      ),
      NOW,
    );
    expect(card).toMatchObject({ low: true, tokensLeft: 20 });
    expect(card.forecast).toEqual({ runsLeft: 6, endsAt: new Date('2026-02-14T00:00:00.000Z') });
  });

  it('ends at the instant it ended, and has nothing left then', () => {
    const card = trialCard(page({ status: 'expired', endedAt: '2026-02-19T04:30:00.000Z' }), NOW);
    expect(card).toMatchObject({ running: false, left: null, endsAt: new Date('2026-02-19T04:30:00.000Z') });
  });
});
