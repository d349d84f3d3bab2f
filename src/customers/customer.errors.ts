import { defineErrors } from '../platform/errors/app-error.js';

export const customerErrors = defineErrors({
  customer_not_active: {
    status: 409,
    title: 'The customer is not active',
    hint: 'Complete what is named; the customer becomes active by itself then.',
  },
  duplicate_email: {
    status: 409,
    title: 'This e-mail address is taken',
    hint: 'Open the customer or signup that has it, or use another address.',
  },
  duplicate_company: {
    status: 409,
    title: 'This company is a customer already',
    hint: 'Check existing customers (runbook Step 2). A different company needs its different full legal name.',
  },
  country_blocked: {
    status: 409,
    title: 'Not offered in this country',
    hint: 'Choose another agent. Which countries are blocked is decided in the panel, Settings > Countries.',
  },
  country_held: {
    status: 409,
    title: 'This country waits for a look',
    hint: 'Add the agent to the account\u2019s agents of interest (Edit), then press Release Country there.',
  },
  country_not_held: {
    status: 409,
    title: 'The customer\u2019s country is not held',
    hint: 'There is nothing to release.',
  },
  near_duplicate: {
    status: 409,
    title: 'A customer with nearly the same name exists',
    hint: 'If it is another company, say why (duplicateReason) and save anyway; otherwise open the existing one.',
  },
  domain_check_running: {
    status: 409,
    title: 'A domain check is under way',
    hint: 'Wait until it has ended; this takes seconds, at most a minute.',
  },
  nothing_to_decide: {
    status: 409,
    title: 'The domain check needs no such decision',
    hint: 'Inconclusive checks are accepted by ops, red flags are cleared or upheld by security.',
  },
  crm_id_known: {
    status: 409,
    title: 'The CRM id is known already',
    hint: 'It came from the CRM. A wrong one is corrected in the CRM first.',
  },
  crm_id_taken: {
    status: 409,
    title: 'Another customer has this CRM id',
    hint: 'Open that customer; one of the two is a duplicate.',
  },
  email_verified: {
    status: 409,
    title: 'The e-mail address is verified already',
    hint: 'There is nothing to send again.',
  },
  email_not_verified: {
    status: 409,
    title: 'The e-mail address is not verified',
    hint: 'Send the verification mail again, or correct the address; the password follows by itself once it is verified.',
  },
  email_unchanged: {
    status: 409,
    title: 'This is the e-mail address already',
    hint: 'Nothing was changed. To verify it once more, send the verification mail again.',
  },
  not_mergeable: {
    status: 409,
    title: 'These two cannot be merged',
    hint: 'Only a customer without trial, credential and goal is merged away; what has work done is the one to keep.',
  },
  import_refused: {
    status: 400,
    title: 'The file cannot be read as customers',
    hint: 'Send CSV with a header line: email, companyName, industry, country, timezone, contactName and, if known, phone, chat, website, agentInterest, businessCase.',
  },
  domain_ruled: {
    status: 409,
    title: 'This domain has a rule already',
    hint: 'Remove the row first, then add the other.',
  },
  primary_contact: {
    status: 409,
    title: 'This is the primary contact',
    hint: 'The account always has one; change its details instead. Its e-mail is changed on the account.',
  },
  nothing_to_contain: {
    status: 409,
    title: 'There is nothing to contain',
    hint: 'Nobody can get in or run anything for this customer. Red flags of a customer in review are upheld by security.',
  },
  contained: {
    status: 409,
    title: 'The customer is contained',
    hint: 'Security looks into it and presses Re-open once it is safe.',
  },
  not_contained: {
    status: 409,
    title: 'The customer is not contained',
    hint: 'A customer that is merely suspended is opened by Reactivate.',
  },
  customer_erased: {
    status: 409,
    title: 'This customer was erased',
    hint: 'Who comes back signs up anew.',
  },
  not_this_customer: {
    status: 422,
    title: 'That is not this customer\u2019s number',
    hint: 'Look whose page this is, then type its number as it stands there: C-1042.',
  },
  not_erasable_yet: {
    status: 409,
    title: 'Work for this customer has not ended',
    hint: 'Most of it ends by itself within the hour; an escalation is resolved, a linked recording confirmed as deleted on its call. Then press again.',
  },
  cannot_wait: {
    status: 409,
    title: 'This customer cannot be parked',
    hint: 'Only an onboarding that goes on can wait; a suspended customer is reactivated first.',
  },
  not_waiting: {
    status: 409,
    title: 'The onboarding is not parked',
    hint: 'There is nothing to resume; it goes on already, perhaps since the customer acted.',
  },
  signup_settled: {
    status: 409,
    title: 'This signup is settled',
    hint: 'What is known now belongs to the customer: edit it there.',
  },
  csm_not_available: {
    status: 409,
    title: 'This customer success manager takes no customers',
    hint: 'Choose an active one from the CSM table.',
  },
  csm_taken: {
    status: 409,
    title: 'This e-mail address is another manager\u2019s',
    hint: 'Open that row of the CSM table, or use another address.',
  },
  csm_needed: {
    status: 409,
    title: 'This customer success manager is still needed',
    hint: 'Hand the customers over first (Hand Over All), then deactivate.',
  },
  csm_is_default: {
    status: 409,
    title: 'This is the default customer success manager',
    hint: 'Choose another default in Settings first.',
  },
  csm_standing: {
    status: 409,
    title: 'There is nothing to change',
    hint: 'Look at the row of the CSM table again.',
  },
  absence_refused: {
    status: 409,
    title: 'The absence cannot stand like this',
    hint: 'Choose other days or another cover; nothing was changed.',
  },
});
