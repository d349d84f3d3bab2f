import { z } from 'zod';
import type { BoundsProfile } from './agent-type.js';

/** Fields every agent has (runbook Step 9, 1 and 2). */
export const commonSettings = {
  nickname: z
    .string()
    .trim()
    .min(1, 'Give the agent a name')
    .max(80)
    .meta({ title: 'Nickname', description: 'Friendly and memorable, such as "Sarah - LinkedIn Expert".' }),
  theme: z.string().trim().min(1, 'Say what the agent works on').max(200).meta({
    title: 'Theme',
    description: 'What the agent works on, such as "Healthcare marketing for hospitals".',
  }),
};

/** A short text in a list, such as a topic. */
export const topic = z.string().trim().min(1, 'Leave no line empty').max(80);

/** A list of texts without repetition, whatever their case. */
export function distinctTexts(item: z.ZodString, max: number) {
  return z
    .array(item)
    .max(max)
    .refine((texts) => new Set(texts.map((text) => text.toLowerCase())).size === texts.length, {
      message: 'The same entry stands twice; remove one',
    });
}

/** A box that a trial keeps ticked: its form shows it, and nobody can untick it. */
export const lockedOnTrial = (box: z.ZodBoolean, profile: BoundsProfile): z.ZodBoolean =>
  profile === 'trial' ? box.meta({ ...box.meta(), locked: true }) : box;
