/** `'id', x.id, 'createdAt', x.created_at` of a row as one JSON object. */
const object = (alias: string, ...columns: string[]): string =>
  `jsonb_build_object(${columns.map((column) => `'${camel(column)}', ${alias}.${column}`).join(', ')})`;
const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const CUSTOMER = `${object(
  'c',
  ...['id', 'number', 'company_name', 'email', 'status', 'industry', 'country', 'timezone', 'agent_interest'],
  ...['business_case', 'crm_id', 'signed_up_at', 'email_verified_at', 'activated_at', 'created_at'],
  ...['runbook_version', 'version'],
)} || jsonb_build_object(
  'csm', (select ${object('m', 'id', 'name', 'email')} from csm m where m.id = c.csm_id),
  'signupId', (select d.signup_id from domain_check d
                where d.customer_id = c.id and d.signup_id is not null order by d.created_at limit 1),
  'countryHold', (select h.why from country_hold h where h.customer_id = c.id and h.released_at is null),
  'phone', exists (select 1 from contact t where t.customer_id = c.id and t.phone is not null),
  'chat', exists (select 1 from contact t where t.customer_id = c.id and t.chat is not null))`;

const call = (kind: string): string => `(
  select ${object('k', 'id', 'status', 'starts_at', 'minutes', 'started_at', 'ended_at', 'slot_reason', 'consent', 'outlook', 'created_at', 'version')}
      || jsonb_build_object('invitedAt', (select min(m.sent_at) from mail m
           where m.customer_id = c.id and m.subject_id = k.id and m.template = 'call_invite'
             and (m.params ->> 'sequence')::int = k.ics_sequence
             and m.to_email not in (select s.email from csm s where s.id = k.csm_id)))
    from call k where k.customer_id = c.id and k.kind = '${kind}'
   order by k.status in ('scheduled', 'held') desc, k.created_at desc, k.id desc limit 1)`;

const agent = object(
  'a',
  ...[
    'id',
    'type',
    'status',
    'platforms',
    'settings',
    'bounds_profile',
    'configured_at',
    'created_at',
    'version',
  ],
);
const AGENT = `(
  select ${agent} from agent a where a.customer_id = c.id order by a.created_at, a.id limit 1)`;
const OTHER_AGENTS = `(
  select coalesce(jsonb_agg(${agent} order by a.created_at, a.id), '[]')
    from (select * from agent o where o.customer_id = c.id order by o.created_at, o.id offset 1) a)`;

const CREDENTIALS = `(
  select coalesce(jsonb_agg(${object('r', 'id', 'platform', 'status', 'set_at', 'last_validated_at', 'last_failure_code')}
      || jsonb_build_object('testing', exists (select 1 from credential_test t
           where t.credential_id = r.id and t.status in ('queued', 'running')),
         'linkSentAt', (select max(m.sent_at) from mail m
           where m.customer_id = c.id and m.template = 'connect_link' and m.subject_id = r.id))), '[]')
    from credential r where r.customer_id = c.id and r.status <> 'disconnected')`;

const TRIAL = `(
  select ${object('t', 'id', 'status', 'activation_requested_at', 'activated_at', 'ends_at', 'created_at', 'version')}
    from trial t where t.customer_id = c.id
   order by t.status <> 'cancelled' desc, t.created_at desc, t.id desc limit 1)`;

const GOALS = `(
  select coalesce(jsonb_agg(${object('g', 'id', 'name', 'template', 'status', 'approved_at', 'created_at', 'version')}), '[]')
    from (select * from goal o where o.customer_id = c.id and o.status <> 'archived'
           order by o.status in ('approved', 'paused') desc, o.created_at, o.id limit 10) g)`;

const run = (columns: readonly string[], condition: string, order: string): string => `(
  select ${object('r', ...columns)} from goal_run r
   where r.customer_id = c.id and ${condition} order by ${order}, r.id limit 1)`;

const RUN = `jsonb_build_object(
  'completed', ${run(['id', 'goal_id', 'ended_at'], "r.status = 'completed'", 'r.ended_at')},
  'live', ${run(['id', 'status'], "r.status in ('queued', 'running')", 'r.created_at')},
  'last', ${run(['id', 'status', 'failure_code'], "r.status in ('completed', 'failed', 'cancelled', 'refused')", 'r.ended_at desc')})`;

const deliverable = (condition: string, order: string): string => `(
  select ${object('d', 'id', 'title', 'status', 'revision', 'decided_at', 'decided_by', 'created_at', 'version')}
    from deliverable d where d.customer_id = c.id and ${condition} order by ${order}, d.id limit 1)`;

const DELIVERABLE = `jsonb_build_object(
  'first', ${deliverable('true', 'd.created_at')},
  'decided', ${deliverable('d.decided_at is not null', 'd.decided_at')},
  'approved', ${deliverable("d.status = 'approved'", 'd.decided_at')},
  'waiting', ${deliverable("d.status = 'in_review'", 'd.created_at')})`;

const MAILS = `(
  select coalesce(jsonb_object_agg(l.template, jsonb_build_object(
           'id', l.ids[1], 'status', l.statuses[1], 'sentAt', l.sent_at, 'sentId', l.sent_ids[1])), '{}')
    from (select m.template,
                 array_agg(m.id order by m.created_at desc, m.id desc) as ids,
                 array_agg(m.status order by m.created_at desc, m.id desc) as statuses,
                 min(m.sent_at) as sent_at,
                 array_agg(m.id order by m.sent_at, m.id) filter (where m.sent_at is not null) as sent_ids
            from mail m
           where m.customer_id = c.id
             and m.template in ('customer_welcome_email', 'credential_setup_guide', 'post_onboarding_summary')
           group by m.template) l)`;

/**
 * Everything the evidence is judged by, in one statement: a row a customer, each column a JSON object of
 * `Facts`. Instants are ISO 8601 text under keys that end in `At`. To be completed by a condition on `c`.
 */
export const FACTS_SQL = `
select c.id,
  ${CUSTOMER} as customer,
  (select ${object('w', 'id', 'waiting_on', 'what_for', 'created_at', 'follow_up_at', 'nudge', 'nudge_due_at')}
     from customer_wait w where w.customer_id = c.id and w.ended_at is null) as waiting,
  (select ${object('l', 'first_login_at', 'password_set_at')} from customer_login l where l.customer_id = c.id) as login,
  (select ${object('d', 'id', 'domain', 'status', 'reason', 'resolution', 'resolved_at', 'ended_at')}
     from domain_check d where d.customer_id = c.id order by d.created_at desc, d.id desc limit 1) as "domainCheck",
  ${call('onboarding')} as call,
  ${call('follow_up')} as "followUp",
  ${call('check_in')} as "checkIn",
  ${AGENT} as agent,
  ${OTHER_AGENTS} as "otherAgents",
  ${CREDENTIALS} as credentials,
  ${TRIAL} as trial,
  ${GOALS} as goals,
  ${RUN} as run,
  ${DELIVERABLE} as deliverable,
  ${MAILS} as mails,
  (select ${object('n', 'id', 'created_at')} from note n where n.customer_id = c.id and n.kind = 'session'
    order by n.created_at, n.id limit 1) as "sessionNote",
  (select coalesce(jsonb_object_agg(k.tick, jsonb_build_object('saidAt', k.at, 'actorKind', k.actor_kind,
     'actorId', k.actor_id)), '{}') from runbook_tick k where k.customer_id = c.id) as ticks,
  (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'doneAt', s.at, 'proof', s.proof)), '[]')
     from step_done s where s.customer_id = c.id) as latched
from customer c`;
