import { z } from 'zod';
import { longDay } from '../rendering/zoned-times.js';
import { oneTimeLink, recipientName, text, validity, zone } from './fields.js';
import { mailTemplate } from './mail-template.js';

const SCORES = [1, 2, 3, 4, 5] as const;

/** The post-call survey (Success Metrics: "Customer satisfaction (post-call survey)"). */
export const survey = mailTemplate({
  title: 'Post-call survey',
  audience: 'customer',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    csmName: text(),
    callHeldAt: z.date(),
    zone: zone(),
    /** Opens the form; `?score=n` selects an answer, which only sending the form gives. */
    surveyUrl: oneTimeLink(),
    valid: validity(),
  }),
  resend: 'allowed',
  subject: () => 'How was your onboarding call? One click',
  preview: () => '1 to 5: your answer goes to the people who can change something.',
  view: ({ surveyUrl, callHeldAt, zone: where }) => ({
    callDay: longDay(callHeldAt, where),
    scores: SCORES.map((score) => ({ score, url: withScore(surveyUrl, score) })),
  }),
});

/** The stored copy has a placeholder where the link was: that stays as it is. */
function withScore(address: string, score: number): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.searchParams.set('score', String(score));
  return url.href;
}
