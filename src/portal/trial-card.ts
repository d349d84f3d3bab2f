import type { TrialPage } from '../goals/trial-page.js';

const HOUR = 3_600_000;
/** From so little left on, in percent, the card warns. */
const LOW = 20;

/** A trial on the portal's first page, in the units a person would say. */
export interface TrialCard {
  readonly status: string;
  readonly running: boolean;
  /** "6 days"; null unless it runs. */
  readonly left: string | null;
  readonly endsAt: Date | null;
  readonly tasksUsed: number;
  readonly tasksLeft: number;
  readonly dailyTasks: number;
  readonly tasksFreeAt: Date;
  /** Percent. */
  readonly tokensLeft: number;
  readonly tokensUsed: number;
  readonly low: boolean;
  /** What the rest of the tokens is good for at the pace of its goals; null where nothing is planned. */
  readonly forecast: { readonly runsLeft: number; readonly endsAt: Date | null } | null;
}

/** How the trial stands at this instant. */
export function trialCard({ trial, forecast }: TrialPage, now: Date): TrialCard {
  const { status, dailyTasks, tasksLeft } = trial;
  const running = status === 'active';
  const ends = trial.endedAt ?? trial.endsAt;
  const tokensLeft = Math.ceil((trial.tokensLeft * 100) / trial.tokensTotal);
  return {
    status,
    running,
    left: running && trial.endsAt ? leftOf(new Date(trial.endsAt), now) : null,
    endsAt: ends === null ? null : new Date(ends),
    tasksUsed: dailyTasks - tasksLeft,
    tasksLeft,
    dailyTasks,
    tasksFreeAt: new Date(trial.tasksFreeAt),
    tokensLeft,
    tokensUsed: 100 - tokensLeft,
    low: tokensLeft <= LOW,
    forecast: forecast && {
      runsLeft: forecast.runsLeft,
      endsAt: forecast.endsAt === null ? null : new Date(forecast.endsAt),
    },
  };
}

function leftOf(endsAt: Date, now: Date): string {
  const hours = Math.ceil((endsAt.getTime() - now.getTime()) / HOUR);
  if (hours > 48) return `${Math.floor(hours / 24)} days`;
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
