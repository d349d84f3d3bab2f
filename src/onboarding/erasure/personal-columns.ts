/** What stands in place of what was erased. */
export const ERASED = 'erased';

/** How a column is overwritten. `own`: a word of its own, where the column is unique. */
export type Overwriting = 'word' | 'word if any' | 'nothing' | 'empty text' | 'no rows' | 'no fields' | 'own';

const own = 'customer_id = ?';
const of = (table: string, key: string): string => `${key} in (select id from ${table} where ${own})`;

export interface PersonalTable {
  readonly table: string;
  /** Whose rows: one `?`, the customer's id. */
  readonly where: string;
  readonly columns: Readonly<Record<string, Overwriting>>;
}

/** Every column that can name a person, a company, or hold words that somebody wrote about them. */
export const PERSONAL: readonly PersonalTable[] = [
  {
    table: 'contact',
    where: own,
    columns: { name: 'word', email: 'nothing', phone: 'nothing', chat: 'nothing' },
  },
  { table: 'contact', where: `${own} and role <> 'primary'`, columns: { role: 'word' } },
  {
    table: 'signup',
    where: own,
    columns: {
      email: 'word',
      email_key: 'own',
      company_name: 'word',
      website: 'nothing',
      business_case: 'word',
      phone: 'word',
      chat: 'nothing',
      contact_name: 'word',
      status_reason: 'word if any',
    },
  },
  {
    table: 'domain_check',
    where: `id in (select d.id from domain_check d left join signup s on s.id = d.signup_id
      where coalesce(d.customer_id, s.customer_id) = ?)`,
    columns: {
      domain: 'word',
      findings: 'no rows',
      reason: 'word if any',
      resolution_reason: 'word if any',
    },
  },
  { table: 'country_hold', where: own, columns: { why: 'word', release_reason: 'word if any' } },
  { table: 'customer_wait', where: own, columns: { what_for: 'word', end_note: 'word if any' } },
  { table: 'containment', where: own, columns: { reason: 'word', end_reason: 'word if any' } },
  { table: 'crm_delivery', where: own, columns: { last_error: 'word if any' } },
  {
    table: 'call',
    where: own,
    columns: {
      meeting_link: 'nothing',
      slot_reason: 'word if any',
      change_reason: 'word if any',
      outcome: 'word if any',
      outcome_reason: 'word if any',
      time_reason: 'word if any',
      outlook_reason: 'word if any',
    },
  },
  { table: 'call_recording', where: own, columns: { link: 'nothing', upload_ref: 'nothing' } },
  {
    table: 'note',
    where: own,
    columns: {
      body: 'word',
      feedback: 'word if any',
      next_steps: 'word if any',
      customer_text: 'word if any',
    },
  },
  { table: 'note_issue', where: own, columns: { what: 'word', resolution: 'word if any' } },
  { table: 'survey', where: own, columns: { email: 'own', name: 'word', comment: 'word if any' } },
  { table: 'agent', where: own, columns: { settings: 'nothing' } },
  { table: 'agent_settings_version', where: own, columns: { settings: 'nothing' } },
  {
    table: 'credential',
    where: own,
    columns: { account_id: 'nothing', account_name: 'nothing', holder_id: 'nothing', settings: 'no fields' },
  },
  { table: 'oauth_grant', where: own, columns: { accounts: 'no rows', problem: 'nothing' } },
  {
    table: 'trial',
    where: own,
    columns: { end_reason: 'word if any', hire_plan: 'word if any', not_hired_words: 'word if any' },
  },
  { table: 'trial_extension', where: of('trial', 'trial_id'), columns: { reason: 'word' } },
  {
    table: 'goal',
    where: own,
    columns: {
      name: 'word',
      params: 'no fields',
      findings: 'no rows',
      override_reason: 'word if any',
      reject_reason: 'word if any',
      pause_note: 'word if any',
    },
  },
  { table: 'goal_memory', where: of('goal', 'goal_id'), columns: { content: 'no fields' } },
  { table: 'goal_run', where: own, columns: { failure_detail: 'word if any', params: 'nothing' } },
  { table: 'run_attempt', where: of('goal_run', 'run_id'), columns: { detail: 'word if any' } },
  { table: 'run_event', where: of('goal_run', 'run_id'), columns: { text: 'word' } },
  {
    table: 'deliverable',
    where: own,
    columns: {
      title: 'word',
      proposal: 'nothing',
      chart: 'nothing',
      remarks: 'no rows',
      unproven: 'nothing',
      reason: 'word if any',
      action_reason: 'word if any',
      action_reference: 'nothing',
    },
  },
  {
    table: 'action_hand_over',
    where: own,
    columns: { reason: 'word if any', last_error: 'word if any' },
  },
  {
    table: 'deliverable_revision',
    where: of('deliverable', 'deliverable_id'),
    columns: { body: 'word' },
  },
  {
    table: 'escalation',
    where: own,
    columns: { title: 'word', evidence: 'no fields', resolution: 'word if any' },
  },
  { table: 'escalation_event', where: of('escalation', 'escalation_id'), columns: { words: 'word if any' } },
  { table: 'slack_message', where: own, columns: { last_error: 'word if any' } },
  {
    table: 'mail',
    where: own,
    columns: {
      to_email: 'word',
      to_name: 'nothing',
      dedupe_key: 'own',
      subject: 'word if any',
      html: 'nothing',
      text: 'word if any',
      last_error: 'word if any',
      resend_reason: 'word if any',
      send_now_reason: 'word if any',
    },
  },
  { table: 'sign_in_attempt', where: own, columns: { email_key: 'word', network: 'word' } },
  {
    table: 'customer',
    where: 'id = ?',
    columns: {
      email: 'word',
      email_key: 'own',
      company_name: 'word',
      company_key: 'own',
      company_bare: 'empty text',
      website: 'nothing',
      business_case: 'nothing',
      status_reason: 'word if any',
      crm_id: 'nothing',
      duplicate_warning: 'nothing',
      duplicate_reason: 'nothing',
    },
  },
];

/** Columns of the same tables that stay: states, codes, zones, figures, ids of records and of staff, our own words. */
export const KEPT: Readonly<Record<string, string>> = {
  action_hand_over: 'status outcome',
  agent: 'type status platforms bounds_profile',
  agent_settings_version: 'actor_kind actor_id',
  call: 'kind status ics_uid attendees consents consent outlook',
  call_recording: 'status key media_type drop_reason claimed_by',
  containment: 'cause done began_by ended_by',
  country_hold: 'country agent_types released_by',
  credential: 'platform status environment scopes last_failure_code',
  credential_renewal: 'status outcome code provider_code',
  credential_test:
    'trigger status outcome code step provider_code missing forbidden warnings observed_address',
  crm_delivery: 'event status',
  customer: 'industry country timezone agent_interest status runbook_version',
  // Emptied with the keys and the password.
  customer_data_key: 'wrapped',
  customer_login: 'password_hash',
  customer_wait: 'waiting_on status ended_because',
  deliverable: 'status action decided_by',
  deliverable_revision: 'by',
  domain_check: 'status resolution resolved_by',
  escalation: 'team channel trigger cause status records owner_id',
  escalation_event: 'kind actor_kind actor_id',
  goal: 'template schedule status pause_reason paused_by catch_up approved_by',
  goal_run: 'trigger status engine stage failure_code',
  history_entry: 'type actor_kind actor_id data',
  letting_go: 'status outcome because',
  mail: 'template params status message_id held_because held_zone',
  note: 'kind author_kind author_id topic',
  note_issue: 'topic',
  oauth_grant: 'platform status actor_kind actor_id state_hash browser_hash',
  onboarding_progress: 'current_step',
  one_time_link: 'purpose token_hash',
  run_attempt: 'outcome failure_code',
  run_event: 'stage',
  runbook_tick: 'tick actor_kind actor_id',
  sign_in_attempt: 'cause',
  signup: 'industry agent_interest country timezone status',
  slack_message: 'channel kind params dedupe_key status',
  step_done: 'step proof',
  trial: 'agent_type status zone hire_price_currency not_hired_because',
  trial_extension: 'approver_role approver_id',
  vault_access: 'reason job',
  vault_secret: 'field state envelope keyed_hash',
};
