import { z } from 'zod';
import { prose, recipientName, text, webUrl } from './fields.js';
import { mailTemplate } from './mail-template.js';

/** Anything staff must know: an escalation, a reassigned customer, a credential that went bad. */
export const staffNotice = mailTemplate({
  title: 'Notice to staff',
  audience: 'staff',
  class: 'transactional',
  schema: z.strictObject({
    recipientName: recipientName(),
    title: text(),
    /** What happened, why, what to do: one paragraph each. */
    paragraphs: z.array(prose()).min(1),
    facts: z.array(z.strictObject({ label: text(), value: prose() })),
    action: z.strictObject({ label: text(), url: webUrl() }).nullable(),
  }),
  resend: 'allowed',
  subject: ({ title }) => title,
  preview: ({ paragraphs }) => paragraphs[0] ?? '',
});
