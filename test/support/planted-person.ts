import { newId } from '../../src/platform/ids/new-id.js';
import type { TestApp } from './app.js';
import { insertFilled } from './filled-rows.js';

const NAME = 'Planted Person';
export const EMAIL = 'planted.person@planted-company.example';
const PHONE = '+919876501234';
export const COMPANY = 'Planted Company Private Limited';
export const PLANTED = [NAME, EMAIL, PHONE, COMPANY, 'planted-company', 'planted words'];
export const words = `planted words of ${NAME}, ${EMAIL}, ${PHONE}`;

/** Words about the person in every table that can hold some. */
export async function plantPerson(
  test: TestApp,
  customerId: string,
  ids: { goalId: string; agentId: string; trialId: string },
): Promise<{ callId: string }> {
  const fill = (table: string, values: Record<string, unknown>) =>
    insertFilled(test, table, { ...(table === 'idempotency_key' ? {} : { id: newId() }), ...values });
  const own = { customer_id: customerId };
  const json = JSON.stringify([words]);
  const fields = JSON.stringify({ words });
  await test.sql(
    `update customer set email = ?, email_key = ?, company_name = ?, company_key = ?, company_bare = ?, website = ?,
       business_case = ?, duplicate_warning = ?, duplicate_reason = ?, crm_id = ? where id = ?`,
    [EMAIL, EMAIL, COMPANY, COMPANY, COMPANY, `https://planted-company.example`].concat([
      words,
      words,
      words,
      'crm planted-company',
      customerId,
    ]),
  );
  await fill('contact', { ...own, name: NAME, email: EMAIL, phone: PHONE, chat: words, role: 'primary' });
  await fill('contact', { ...own, name: NAME, email: EMAIL, phone: PHONE, chat: words, role: words });
  const form = { email: EMAIL, email_key: EMAIL, company_name: COMPANY, contact_name: NAME, phone: PHONE };
  const signup = { ...form, industry: 'trading', country: 'IN', chat: words, website: words };
  const told = { ...signup, business_case: words, status_reason: words };
  await fill('signup', { ...told, status: 'accepted', customer_id: customerId });
  const signupId = await fill('signup', { ...told, status: 'duplicate' });
  const check = { status: 'clear', domain: 'planted-company.example', findings: json, reason: words };
  await fill('domain_check', { ...check, ...own, resolution: 'accepted', resolution_reason: words });
  await fill('domain_check', { ...check, signup_id: signupId });
  await fill('country_hold', { ...own, country: 'IN', why: words, release_reason: words });
  const ended = { status: 'ended', ended_at: new Date(), ended_because: 'resumed', end_note: words };
  await fill('customer_wait', { ...own, waiting_on: 'customer', what_for: words, ...ended });
  const contained = {
    cause: 'unauthorized_access',
    reason: words,
    end_reason: words,
    ended_at: new Date(),
  };
  await fill('containment', { ...own, ...contained });
  await fill('crm_delivery', { ...own, event: 'customer.updated', status: 'failed', last_error: words });
  const people = [
    { name: NAME, email: EMAIL, role: 'customer', position: words },
    { name: 'Priya Sharma', email: 'priya.sharma@waooaw.com', role: 'csm' },
  ];
  const consents = [{ answer: 'given', name: NAME, words, at: '2026-02-12T10:00:00Z', recordedBy: 'x' }];
  const [csm] = await test.sql<{ id: string }>('select id from csm order by email limit 1');
  const callId = await fill('call', {
    ...{ ...own, kind: 'onboarding', status: 'held', csm_id: csm?.id, attendees: JSON.stringify(people) },
    ...{ consents: JSON.stringify(consents), consent: 'given', meeting_link: `https://x/${EMAIL}` },
    ...{ slot_reason: words, change_reason: words, outcome: words, outcome_reason: words },
    ...{ time_reason: words, outlook_reason: words },
  });
  await fill('call_recording', { ...own, call_id: callId, status: 'deleted', link: `https://x/${EMAIL}` });
  const noteId = await fill('note', {
    ...{ ...own, kind: 'internal', body: words, feedback: words, next_steps: words, customer_text: words },
  });
  await fill('note_issue', { ...own, note_id: noteId, what: words, resolution: words });
  const answer = { email: EMAIL, name: NAME, score: 5, comment: words, answered_at: new Date() };
  await fill('survey', { ...own, call_id: callId, ...answer });
  await test.sql('update agent set settings = ? where id = ?', [fields, ids.agentId]);
  await test.sql(`update trial set end_reason = ? where id = ?`, [words, ids.trialId]);
  await fill('trial_extension', { trial_id: ids.trialId, hours: 24, reason: words });
  await test.sql(
    'update goal set name = ?, params = params || ?::jsonb, findings = ?, override_reason = ?, reject_reason = ?, pause_note = ? where id = ?',
    [words, fields, json, words, words, words, ids.goalId],
  );
  const of = { ...own, goal_id: ids.goalId, agent_id: ids.agentId };
  const runId = await fill('goal_run', {
    ...{ ...of, trial_id: ids.trialId, trigger: 'manual', status: 'completed', failure_detail: words },
  });
  await fill('run_event', { run_id: runId, text: words });
  const deliverableId = await fill('deliverable', {
    ...{ ...of, run_id: runId, status: 'approved', action: 'none', title: words, proposal: fields },
    ...{
      remarks: json,
      unproven: json,
      reason: words,
      action_reason: words,
      action_reference: `https://x/${EMAIL}`,
    },
  });
  const handedOver = { deliverable_id: deliverableId, round: 1, status: 'failed', outcome: 'failed' };
  await fill('action_hand_over', { ...own, ...handedOver, reason: words, last_error: words });
  await fill('deliverable_revision', { deliverable_id: deliverableId, by: 'agent', body: words });
  const escalationId = await fill('escalation', {
    ...{ ...own, team: 'product', trigger: 'feature_request', status: 'resolved', title: words },
    ...{ evidence: fields, records: '[]', resolution: words },
  });
  await fill('escalation_event', { escalation_id: escalationId, kind: 'opened', words });
  await fill('slack_message', { ...own, channel: 'product', status: 'failed', last_error: words });
  const mail = {
    ...{
      template: 'verify_email',
      to_email: EMAIL,
      to_name: NAME,
      subject: words,
      html: words,
      text: words,
    },
    ...{ last_error: words, resend_reason: words, send_now_reason: words },
  };
  await fill('mail', { ...mail, ...own, status: 'sent', dedupe_key: `a:${EMAIL}` });
  await fill('mail', {
    ...mail,
    ...own,
    status: 'queued',
    due_at: new Date('2099-01-01'),
    dedupe_key: EMAIL,
  });
  await fill('mail', { ...mail, subject_id: signupId, status: 'sent', dedupe_key: `b:${EMAIL}` });
  const attempt = { email_key: EMAIL, cause: 'wrong_password', network: '198.51.100.9' };
  await fill('sign_in_attempt', { ...attempt, ...own });
  await fill('sign_in_attempt', attempt);
  await fill('idempotency_key', {
    ...{ actor: 'staff', key: newId(), request_hash: 'mac:v1:x', body: JSON.stringify({ email: EMAIL }) },
  });
  await fill('oauth_grant', {
    ...{
      ...own,
      platform: 'facebook',
      status: 'done',
      accounts: JSON.stringify([{ id: '1', name: words }]),
    },
    ...{ problem: words },
  });
  await test.sql(
    'update credential set account_id = ?, account_name = ?, holder_id = ?, settings = ? where customer_id = ?',
    [words, words, words, fields, customerId],
  );
  return { callId };
}
