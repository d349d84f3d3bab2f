import { z } from 'zod';
import { TEAMS, TRIGGER_NAMES, TRIGGERS } from './triggers.js';

const trigger = z.enum(TRIGGER_NAMES).meta({
  title: 'Trigger',
  description: 'The runbook’s "When to Escalate": it sets the team and its channel.',
  options: TRIGGER_NAMES.map((name) => ({
    value: name,
    label: `${TEAMS[TRIGGERS[name].team].title}: ${TRIGGERS[name].title}`,
  })),
});

/** A person's words of some length. */
export const escalationWords = (title: string, description: string) =>
  z
    .string()
    .trim()
    .min(3, 'must say it in a few words')
    .max(5_000)
    .meta({ title, description, widget: 'textarea' });

/** What whoever escalates says, from wherever. */
export const escalationOpening = z.strictObject({
  trigger,
  cause: z.string().trim().min(3).max(200).meta({
    title: 'What it is about',
    description: 'In a few words; the same cause of a customer is escalated once.',
  }),
  details: escalationWords('Details', 'What was seen and tried. Never a secret.').optional(),
});
export type EscalationOpening = z.output<typeof escalationOpening>;

/** Who may escalate what they see on the panel. */
export const ESCALATORS = ['ops', 'csm', 'engineering', 'security', 'product'] as const;
