import type { GoalPage } from '../../goals/goal-page.js';

const WHO: Readonly<Record<string, string>> = {
  staff: 'Paused by our team',
  customer: 'Paused by the customer',
  integration: 'Paused by an integration',
};

/** Who or what paused a goal, and the reason that was given; null while it is not paused. */
export function pausedBecause({
  pauseReason,
  pausedBy,
  pauseNote,
}: Pick<GoalPage, 'pauseReason' | 'pausedBy' | 'pauseNote'>): string | null {
  if (pauseReason === null) return null;
  if (pausedBy === null) return pauseReason.replaceAll('_', ' ');
  const who = WHO[pausedBy] ?? pausedBy;
  return pauseNote ? `${who}: ${pauseNote}` : who;
}
