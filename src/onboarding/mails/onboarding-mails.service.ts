import { Injectable } from '@nestjs/common';
import { SetupGuides } from '../../credentials/setup-guides.js';
import { CustomerService } from '../../customers/customer.service.js';
import { MailService } from '../../mail/mail.service.js';
import { mailTemplates } from '../../mail/templates/mail-templates.js';
import { AppError } from '../../platform/errors/app-error.js';
import { entryType } from '../../platform/history/entry-type.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries } from '../facts/facts.queries.js';
import type { Facts } from '../facts/facts.js';
import { requiredPlatforms } from '../facts/required-platforms.js';
import { onboardingErrors } from '../onboarding.errors.js';
import { SETUP_GUIDE } from '../runbook/credential-steps.js';
import { mailUnderWay } from '../runbook/evidence.js';
import { SUMMARY } from '../runbook/handoff-steps.js';
import { WELCOME } from '../runbook/account-steps.js';
import { HelpLinks } from './help-links.js';
import { MailingQueries } from './mailing.queries.js';

/** The runbook's three mails that are composed from several rooms: Steps 3, 6 and 14. */
export type ComposedMail = typeof WELCOME | typeof SETUP_GUIDE | typeof SUMMARY;

const COMPOSED: readonly string[] = [WELCOME, SETUP_GUIDE, SUMMARY] satisfies readonly ComposedMail[];
export const isComposed = (template: string): template is ComposedMail => COMPOSED.includes(template);

/** Somebody asked for a mail; the mail's own entries tell how it went. */
export const mailAsked = entryType<{ template: ComposedMail }>(
  'onboarding.mail_asked',
  ({ template }) => `Asked for the mail "${mailTemplates[template].title}"`,
);

@Injectable()
export class OnboardingMails {
  constructor(
    private readonly facts: FactsQueries,
    private readonly customers: CustomerService,
    private readonly mails: MailService,
    private readonly mailings: MailingQueries,
    private readonly help: HelpLinks,
    private readonly guides: SetupGuides,
  ) {}

  /** Why the mail cannot be sent now: the missing fact, or undefined. */
  async whyNot(tx: Tx, customerId: string, template: ComposedMail): Promise<AppError | undefined> {
    const inactive = await this.whyInactive(tx, customerId);
    if (inactive) return inactive;
    const [found] = await this.facts.of(tx.em, tx.now, [customerId]);
    if (!found) return undefined;
    if (mailUnderWay(found.facts, template))
      return onboardingErrors.mail_under_way(`"${mailTemplates[template].title}" is waiting to be sent.`);
    return this.missing(tx, found.facts, template);
  }

  /** Which fact the mail cannot be written without, whether or not one is under way. */
  async whyNotWritten(tx: Tx, facts: Facts, template: ComposedMail): Promise<AppError | undefined> {
    return (await this.whyInactive(tx, facts.customer.id)) ?? this.missing(tx, facts, template);
  }

  /** Ask for the mail; it is written and sent by the `emails` queue. Pressed again, it is sent again. */
  async send(tx: Tx, customerId: string, template: ComposedMail): Promise<{ mailId: string }> {
    const { email, contactName } = await this.mailings.of(tx.em, customerId);
    const asked = await this.mailings.asked(tx.em, customerId, template);
    const { id } = await this.mails.enqueue(tx, {
      template,
      to: { email, name: contactName },
      customerId,
      subjectId: customerId,
      dedupeKey: `${template}:${customerId}:${asked + 1}`,
    });
    tx.record(mailAsked, { subjectId: id, customerId, data: { template } });
    return { mailId: id };
  }

  private async whyInactive(tx: Tx, customerId: string): Promise<AppError | undefined> {
    try {
      await this.customers.requireActive(tx, customerId);
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  private async missing(tx: Tx, facts: Facts, template: ComposedMail): Promise<AppError | undefined> {
    switch (template) {
      case 'customer_welcome_email':
        return welcomeMissing(facts);
      case 'credential_setup_guide':
        return requiredPlatforms(facts).length > 0
          ? this.guides.whyNone(requiredPlatforms(facts))
          : onboardingErrors.platforms_not_chosen('There is nothing to guide the customer through yet.');
      case 'post_onboarding_summary':
        return (await this.help.docs(tx.em)) === null
          ? onboardingErrors.help_link_not_set('The summary links to the help docs.')
          : summaryMissing(facts);
      default:
        return template satisfies never;
    }
  }
}

function welcomeMissing({ call, login, customer }: Facts): AppError | undefined {
  if (!customer.emailVerifiedAt)
    return onboardingErrors.address_not_verified(
      'The welcome mail carries a temporary password, and whose the address is has not been shown yet.',
    );
  if (call?.status !== 'scheduled' && call?.status !== 'held')
    return onboardingErrors.call_not_scheduled('There is no call to invite the customer to.');
  if (login?.firstLoginAt)
    return onboardingErrors.already_welcome('The customer has set a password of their own.');
  return undefined;
}

function summaryMissing({ call, agent, trial }: Facts): AppError | undefined {
  const missing = [
    ...(call?.startedAt ? [] : ['the call has not started']),
    ...(agent?.configuredAt ? [] : ['the agent is not configured']),
    ...(trial?.activatedAt && trial.endsAt ? [] : ['the trial is not activated']),
  ];
  if (missing.length === 0) return undefined;
  return onboardingErrors.nothing_to_summarise(`There is nothing to summarise yet: ${missing.join(', ')}.`);
}
