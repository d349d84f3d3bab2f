import type { EvidenceRecord } from '../../escalations/escalation.entity.js';
import type { EscalationRequest } from '../../escalations/escalation.service.js';
import type { TriggerName } from '../../escalations/triggers.js';

/** The runbook's "Scheduler not executing goals". */
export const TRIGGER = 'scheduler_not_executing' satisfies TriggerName;

/** What the scheduler may suffer from; each is escalated once, whoever notices it. */
export const TROUBLES = {
  stopped: {
    cause: 'scheduler:stopped',
    title: 'The scheduler has stopped or skipped work',
    over: 'It works again: a canary came through the queue, and no schedule is late.',
  },
  stuck: {
    cause: 'scheduler:stuck',
    title: 'Goal runs are unfinished after 10 minutes',
    over: 'Every goal run has ended again.',
  },
} as const;
export type TroubleName = keyof typeof TROUBLES;

/** What is found of one trouble at a moment. */
export interface Finding {
  /** It goes on. */
  readonly lasts: boolean;
  /** Business instant of its newest sign; null when there is none. */
  readonly newestAt: Date | null;
  readonly evidence: EscalationRequest['evidence'];
  /** Goal runs that show it; ten at most. */
  readonly records: readonly EvidenceRecord[];
}

/** How its escalation stands; null when there never was one. */
export interface Standing {
  readonly status: 'open' | 'acknowledged' | 'resolved';
  readonly resolvedAt?: Date | null | undefined;
}

/**
 * Escalate, when a sign is newer than the last word on it; say that it is over, when it no longer lasts. What a
 * person resolved stays so until there is news.
 */
export function answerTo(
  { lasts, newestAt }: Finding,
  standing: Standing | null,
): 'open' | 'settle' | 'leave' {
  if (standing && standing.status !== 'resolved') return lasts ? 'leave' : 'settle';
  if (newestAt === null) return 'leave';
  return newestAt > (standing?.resolvedAt ?? new Date(0)) ? 'open' : 'leave';
}
