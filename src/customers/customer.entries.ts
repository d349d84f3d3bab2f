import { fieldWords } from '../platform/history/field-words.js';
import { entryType } from '../platform/history/entry-type.js';
import type { DomainCheckStatus } from './domain-check.states.js';

type Nothing = Record<string, never>;

export const signupReceived = entryType<Nothing>('signup.received', () => 'Signup form received');
export const signupUpdated = entryType<{ fields: readonly string[] }>(
  'signup.updated',
  ({ fields }) => `Signup changed by staff: ${fieldWords(fields)}`,
);
export const signupVerified = entryType<Nothing>('signup.verified', () => 'E-mail address verified');
export const signupAccepted = entryType<{ customerId: string }>('signup.accepted', () => 'Signup accepted');
export const signupRejected = entryType<Nothing>('signup.rejected', () => 'Signup rejected');
export const signupDuplicate = entryType<{ of: string | null }>(
  'signup.duplicate',
  () => 'Signup found to be a duplicate',
);

export const domainCheckRequested = entryType<Nothing>(
  'domain_check.requested',
  () => 'Domain check started',
);
export const domainCheckEnded = entryType<{ status: DomainCheckStatus }>(
  'domain_check.ended',
  ({ status }) => `Domain check ended: ${status}`,
);
export const domainCheckDecided = entryType<{ decision: string }>(
  'domain_check.decided',
  ({ decision }) =>
    ({
      accepted: 'Domain accepted although the check was inconclusive',
      cleared: 'Red flags cleared by security',
      upheld: 'Red flags upheld by security',
    })[decision] ?? `Domain check decided: ${decision}`,
);

export const customerCreated = entryType<{ number: number; fromSignup: boolean }>(
  'customer.created',
  ({ number }) => `Customer C-${number} created`,
);
export const customerUpdated = entryType<{ fields: readonly string[] }>(
  'customer.updated',
  ({ fields }) => `Changed: ${fieldWords(fields)}`,
);
export const customerEmailVerified = entryType<Nothing>(
  'customer.email_verified',
  () => 'E-mail address verified',
);
export const customerEmailChanged = entryType<{ hadPassword: boolean }>(
  'customer.email_changed',
  ({ hadPassword }) =>
    hadPassword
      ? 'E-mail address changed: to be verified and checked anew; password, sessions and links are void'
      : 'E-mail address changed: to be verified and checked anew',
);
export const customerCountryHeld = entryType<{ country: string; agentTypes: readonly string[] }>(
  'customer.country_held',
  ({ country, agentTypes }) => `Held for a look: ${agentTypes.join(', ')} agent from ${country}`,
);
export const customerCountryReleased = entryType<{ country: string; agentTypes: readonly string[] }>(
  'customer.country_released',
  ({ country, agentTypes }) => `Country released: ${agentTypes.join(', ')} agent from ${country}`,
);
export const customerMerged = entryType<{ intoId: string }>(
  'customer.merged',
  () => 'Closed as a duplicate of another customer',
);
export const customerAbsorbed = entryType<{ fromId: string; number: number }>(
  'customer.absorbed',
  ({ number }) => `Took over the contacts of its duplicate C-${number}`,
);
export const customersImported = entryType<{ made: number; skipped: number; refused: number }>(
  'customers.imported',
  ({ made, skipped, refused }) => `Imported ${made} customers; ${skipped} skipped, ${refused} refused`,
);
export const customerCrmIdSet = entryType<{ by: string }>('customer.crm_id_set', ({ by }) =>
  by === 'crm' ? 'The CRM answered with its id' : 'CRM id entered',
);
export const customerCsmAssigned = entryType<{ csmId: string; previousId: string | null }>(
  'customer.csm_assigned',
  ({ previousId }) => (previousId === null ? 'CSM assigned' : 'CSM changed'),
);
export const csmAdded = entryType<Nothing>('csm.added', () => 'Customer success manager added');
export const csmChanged = entryType<{ fields: readonly string[] }>(
  'csm.changed',
  ({ fields }) => `Customer success manager changed: ${fieldWords(fields)}`,
);
export const csmStanding = entryType<{ active: boolean }>('csm.standing', ({ active }) =>
  active ? 'Customer success manager takes customers again' : 'Customer success manager deactivated',
);
export const csmHandedOver = entryType<{ toId: string; customers: number; left: number }>(
  'csm.handed_over',
  ({ customers }) => `Handed ${customers} customers over to another manager`,
);
export const absenceAdded = entryType<{ absenceId: string; coverId: string; from: string; to: string }>(
  'csm.absence_added',
  ({ from, to }) => `Absent from ${from} to ${to}`,
);
export const absenceRemoved = entryType<{ absenceId: string }>(
  'csm.absence_removed',
  () => 'Absence removed',
);
export const customerActivated = entryType<Nothing>('customer.activated', () => 'Customer became active');
export const customerSuspended = entryType<Nothing>('customer.suspended', () => 'Customer suspended');
export const customerReactivated = entryType<Nothing>('customer.reactivated', () => 'Customer active again');
export const customerContained = entryType<{
  cause: string;
  platforms: readonly string[];
  goals: number;
}>('customer.contained', ({ cause, platforms, goals }) => {
  const gone = platforms.length === 0 ? 'nothing was connected' : `${platforms.join(', ')} disconnected`;
  return `Contained (${cause.replaceAll('_', ' ')}): ${gone}, ${goals === 1 ? '1 goal' : `${goals} goals`} paused, access ended`;
});
export const customerReopened = entryType<Nothing>(
  'customer.reopened',
  () => 'Containment ended: opened again by security',
);
export const customerClosed = entryType<Nothing>('customer.closed', () => 'Customer closed');
/** With what stays outside, to be seen to by hand: sent mails, Slack, the CRM's record, actions handed over; and backups. */
export const customerErased = entryType<{
  mails: number;
  slackMessages: number;
  crmId: string | null;
  handedOver: number;
}>('customer.erased', ({ mails = 0, slackMessages = 0, crmId = null, handedOver = 0 }) => {
  const outside = [
    ...(mails > 0 ? [`sent mails (${mails})`] : []),
    ...(slackMessages > 0 ? [`Slack messages (${slackMessages})`] : []),
    ...(crmId === null ? [] : [`the CRM’s record ${crmId}`]),
    ...(handedOver > 0 ? [`actions handed over (${handedOver})`] : []),
    'backups',
  ];
  return `Customer erased: data keys destroyed, personal data overwritten. Still outside, to be erased by hand: ${outside.join(', ')}`;
});
export const contactAdded = entryType<{ contactId: string }>('contact.added', () => 'Contact added');
export const contactChanged = entryType<{ contactId: string; fields: readonly string[] }>(
  'contact.changed',
  ({ fields }) => `Contact changed: ${fieldWords(fields)}`,
);
export const contactRemoved = entryType<{ contactId: string }>('contact.removed', () => 'Contact removed');
export const verificationAsked = entryType<Nothing>(
  'customer.verification_asked',
  () => 'Verification mail sent again',
);
export const domainRuleAdded = entryType<{ domain: string; ruling: string }>(
  'domain_rule.added',
  ({ domain, ruling }) => `Domain rule added: ${ruling} ${domain}`,
);
export const domainRuleRemoved = entryType<{ domain: string; ruling: string }>(
  'domain_rule.removed',
  ({ domain, ruling }) => `Domain rule removed: ${ruling} ${domain}`,
);

export const temporaryPasswordIssued = entryType<Nothing>(
  'customer.temporary_password',
  () => 'Temporary password issued',
);
export const passwordResetAsked = entryType<Nothing>(
  'customer.password_reset',
  () => 'Password reset asked for',
);
export const customerFirstLogin = entryType<Nothing>(
  'customer.first_login',
  () => 'First login: the customer set an own password',
);
export const customerPasswordSet = entryType<Nothing>('customer.password_set', () => 'Own password set');
export const crmDeliveryFailed = entryType<{ event: string; reason: string }>(
  'crm.delivery_failed',
  ({ event, reason }) => `The CRM could not be told of ${event}: ${reason}`,
);
