import type { AnyCommand } from '../../platform/commands/command.js';
import type { Facts } from '../facts/facts.js';
import type { OnboardingWait } from '../onboarding-view.js';
import { customerId, type StepCommand } from '../runbook/step.js';
import type { Offer } from '../view/step-actions.js';

const BUTTONS: readonly StepCommand[] = [
  { command: 'customer.resume', subject: customerId },
  {
    command: 'customer.wait',
    subject: customerId,
    label: 'Change',
    tone: 'quiet',
    defaults: ({ waiting, now }) => ({
      on: waiting?.waitingOn,
      whatFor: waiting?.whatFor,
      followUpAt: waiting && waiting.followUpAt > now ? waiting.followUpAt.toISOString() : undefined,
      nudge: waiting?.nudge,
    }),
  },
];

/** Where the buttons of the banner stand among those of the steps. */
export const WAITING = 'waiting';

/** The banner's buttons, of commands that `open` finds for this reader. */
export function waitOffers(facts: Facts, open: (name: string) => AnyCommand | undefined): Offer[] {
  if (!facts.waiting) return [];
  return BUTTONS.flatMap((offer) => {
    const command = open(offer.command);
    return command ? [{ stepId: WAITING, offer, command, id: facts.customer.id }] : [];
  });
}

export function waitView({ waiting, now }: Facts, actions: OnboardingWait['actions']): OnboardingWait | null {
  if (!waiting) return null;
  const { waitingOn: on, whatFor, createdAt, followUpAt, nudge, nudgeDueAt } = waiting;
  return {
    ...{ on, whatFor, nudge, actions },
    since: createdAt.toISOString(),
    followUpAt: followUpAt.toISOString(),
    due: followUpAt <= now,
    nextNudgeAt: nudgeDueAt?.toISOString() ?? null,
  };
}
