import { z } from 'zod';
import { customerAggregate } from '../../customers/customer.aggregate.js';
import { Accepted, command } from '../../platform/commands/command.js';
import { WELCOME } from '../runbook/account-steps.js';
import { SETUP_GUIDE } from '../runbook/credential-steps.js';
import { SUMMARY } from '../runbook/handoff-steps.js';
import { OnboardingMails, type ComposedMail } from './onboarding-mails.service.js';

const sending = <const N extends string>(name: N, title: string, template: ComposedMail) =>
  command({
    name,
    title,
    roles: ['ops', 'csm', 'integration'],
    aggregate: customerAggregate,
    input: z.strictObject({}),
    service: OnboardingMails,
    check: (mails, tx, id) => mails.whyNot(tx, id, template),
    run: async (mails, tx, { id }) => new Accepted(await mails.send(tx, id, template)),
  });

/** Step 3: needs the call, its manager and an active account. */
export const sendWelcome = sending('customer.welcome', 'Send Welcome Email', WELCOME);
/** Step 6. */
export const sendSetupGuide = sending('customer.setup-guide', 'Share Credential Setup Guide', SETUP_GUIDE);
/** Step 14. */
export const sendSummary = sending('customer.summary-email', 'Send Post-Onboarding Email', SUMMARY);
