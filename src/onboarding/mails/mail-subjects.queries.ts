import { Injectable } from '@nestjs/common';
import type { MailParams } from '../../mail/mail.entity.js';
import type { MailName } from '../../mail/templates/mail-templates.js';
import type { EntityManager } from '../../platform/database/database.js';
import type { CallFact, Facts } from '../facts/facts.js';
import { requiredPlatforms } from '../facts/required-platforms.js';

/** What a mail of a template would be about for a customer, and to whom it would go. */
export interface MailSubject {
  readonly subjectId: string;
  readonly params?: MailParams;
  /** Unset: the customer's address. */
  readonly to?: Receiver;
  /** Who they are, where it goes to several. */
  readonly receivers?: string;
}

export interface Receiver {
  readonly email: string;
  readonly name: string | null;
}

/** The subject, or what is missing for there to be one: a sentence. */
type Find = (em: EntityManager, facts: Facts) => Promise<MailSubject | string> | MailSubject | string;

const ofCustomer: Find = (_em, { customer }) => ({ subjectId: customer.id });

async function invite(em: EntityManager, { call, checkIn }: Facts): Promise<MailSubject | string> {
  const live = (one: CallFact | null): one is CallFact => one?.status === 'scheduled';
  const [found] = [call, checkIn].filter(live);
  if (!found) return 'No call is scheduled: schedule one first.';
  const [row] = await em.execute<{ sequence: number }[]>(
    'select ics_sequence as sequence from call where id = ?',
    [found.id],
  );
  return { subjectId: found.id, params: { change: 'invited', sequence: row?.sequence ?? 0 } };
}

const connecting: Find = (_em, facts) => {
  const [first] = facts.credentials;
  if (first) return { subjectId: first.id };
  return requiredPlatforms(facts).length > 0
    ? 'No platform is being connected yet: sending the connect link makes the credential (Step 7).'
    : "The agent's platforms are not chosen yet (Step 6).";
};

const draft: Find = (_em, { deliverable }) =>
  deliverable.waiting ? { subjectId: deliverable.waiting.id } : 'No draft waits for a decision.';

const activated: Find = (_em, { trial, checkIn }) => {
  if (trial?.status !== 'active') return `The trial is ${trial ? trial.status : 'not created yet'}.`;
  return checkIn
    ? { subjectId: trial.id, params: { callId: checkIn.id } }
    : 'The day-5 check-in is not scheduled.';
};

/** The trial while it stands so; one that was never extended has no mail on it. */
const trialThat =
  (stands: (status: string) => boolean): Find =>
  (_em, { trial }) =>
    trial && stands(trial.status)
      ? { subjectId: trial.id }
      : `The trial is ${trial ? trial.status : 'not created yet'}.`;

async function extended(em: EntityManager, { customer }: Facts): Promise<MailSubject | string> {
  const [row] = await em.execute<{ subjectId: string }[]>(
    `select e.batch_id as "subjectId" from trial_extension e join trial t on t.id = e.trial_id
      where t.customer_id = ? order by e.at desc, e.id desc limit 1`,
    [customer.id],
  );
  return row ?? 'No trial of this customer was extended.';
}

async function surveyed(em: EntityManager, { customer }: Facts): Promise<MailSubject | string> {
  const [row] = await em.execute<{ id: string; email: string; name: string }[]>(
    'select id, email, name from survey where customer_id = ? order by sent_at desc, id desc limit 1',
    [customer.id],
  );
  if (!row) return 'No survey was sent yet: ending the onboarding call does it.';
  return { subjectId: row.id, to: { email: row.email, name: row.name } };
}

async function reported(em: EntityManager): Promise<MailSubject | string> {
  const [row] = await em.execute<{ id: string }[]>(
    'select id from weekly_report order by iso_week desc, id desc limit 1',
  );
  return row
    ? { subjectId: row.id, receivers: 'Active staff with the role leadership' }
    : 'No weekly report was built yet.';
}

/** Many kinds, each about a record of its own: the newest there was. */
async function noticed(em: EntityManager, { customer }: Facts): Promise<MailSubject | string> {
  const [row] = await em.execute<
    { subjectId: string; params: MailParams; email: string; name: string | null }[]
  >(
    `select subject_id as "subjectId", params, to_email as email, to_name as name from mail
      where customer_id = ? and template = 'staff_notice' order by created_at desc, id desc limit 1`,
    [customer.id],
  );
  if (!row)
    return 'Staff were told nothing about this customer yet: each notice is about something that happened.';
  const { subjectId, params, ...to } = row;
  return { subjectId, params, to };
}

async function contained(em: EntityManager, { customer }: Facts): Promise<MailSubject | string> {
  const [row] = await em.execute<{ id: string }[]>(
    'select id from containment where customer_id = ? order by began_at desc, id desc limit 1',
    [customer.id],
  );
  return row ? { subjectId: row.id } : 'The account was never contained.';
}

/** The credential that stands so; those that do not are not written about. */
const credentialThat =
  (stands: (status: string) => boolean, missing: string): Find =>
  (_em, { credentials }) => {
    const found = credentials.find(({ status }) => stands(status));
    return found ? { subjectId: found.id } : missing;
  };

/** What the newest mail of a template was about; a template that says what happened then. */
const newestOf =
  (template: MailName, missing: string): Find =>
  async (em, { customer }) => {
    const [row] = await em.execute<{ subjectId: string; params: MailParams }[]>(
      `select subject_id as "subjectId", params from mail
        where customer_id = ? and template = ? order by created_at desc, id desc limit 1`,
      [customer.id, template],
    );
    return row ?? missing;
  };

async function failedAction(em: EntityManager, { customer }: Facts): Promise<MailSubject | string> {
  const [row] = await em.execute<{ id: string }[]>(
    `select id from deliverable where customer_id = ? and action = 'failed' order by id desc limit 1`,
    [customer.id],
  );
  return row ? { subjectId: row.id } : 'No approved action of this customer has failed.';
}

const SUBJECTS: Readonly<Record<MailName, Find>> = {
  verify_email: ofCustomer,
  customer_welcome_email: ofCustomer,
  call_invite: invite,
  credential_setup_guide: ofCustomer,
  connect_link: connecting,
  draft_ready: draft,
  draft_reminder: newestOf('draft_reminder', 'No draft of this customer was reminded of yet.'),
  action_failed: failedAction,
  trial_activated: activated,
  post_onboarding_summary: ofCustomer,
  survey: surveyed,
  password_reset: (_em, { customer }) => ({ subjectId: customer.id, params: { kind: 'customer' } }),
  weekly_report: reported,
  staff_notice: noticed,
  staff_welcome: () => 'It goes to new staff with their password and is about no customer.',
  account_contained: contained,
  credential_ending: newestOf(
    'credential_ending',
    'No connection of this customer has come near its end yet.',
  ),
  trial_check_in: trialThat((status) => status === 'active'),
  trial_ending: trialThat((status) => status === 'active'),
  trial_ended: trialThat((status) => status === 'expired' || status === 'cancelled'),
  trial_extended: extended,
  trial_converted: trialThat((status) => status === 'converted'),
  trial_usage: trialThat((status) => status === 'active'),
  credential_broken: credentialThat(
    (status) => status === 'expired' || status === 'invalid',
    'No connection of this customer has stopped working.',
  ),
  new_manager: (_em, { customer }) =>
    customer.csm
      ? { subjectId: customer.id, params: { csmId: customer.csm.id } }
      : 'The customer has no manager yet.',
  waiting_nudge: () => 'Nothing asks for this mail yet: reminders to customers are not sent by this version.',
};

@Injectable()
export class MailSubjects {
  async find(em: EntityManager, template: MailName, facts: Facts): Promise<MailSubject | string> {
    return SUBJECTS[template](em, facts);
  }
}
