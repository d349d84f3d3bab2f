import type { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { ACTION_STATES, DELIVERABLE_STATES } from './deliverables/deliverable.states.js';
import { GOAL_STATES, PAUSE_REASONS } from './goal.states.js';
import { RUN_STATES } from './runs/goal-run.states.js';
import { GOAL_TEMPLATES } from './templates/goal-templates.js';

const ROLES: StaffRole[] = ['ops', 'csm', 'engineering', 'product', 'leadership', 'admin'];
const GOAL_COMMANDS = [
  'goal.approve',
  'goal.trigger',
  'goal.reject',
  'goal.edit',
  'goal.resubmit',
  'goal.pause',
  'goal.resume',
  'goal.archive',
];

/** "1 failing: frequency", "2 warnings", "All pass": as the review stood when it was last written. */
const AT_A_GLANCE = `(select case
    when count(*) filter (where f->>'level' = 'fail') > 0
      then count(*) filter (where f->>'level' = 'fail') || ' failing: '
        || replace(string_agg(f->>'rule', ', ') filter (where f->>'level' = 'fail'), '_', ' ')
    when count(*) filter (where f->>'level' = 'warn') > 0
      then 'To look at: ' || replace(string_agg(f->>'rule', ', ') filter (where f->>'level' = 'warn'), '_', ' ')
    else 'All pass' end
  from jsonb_array_elements(g.findings) f)`;

const CUSTOMER: SqlColumn[] = [
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    filter: 'equals',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', filter: 'ilike', show: false },
];

const GOAL_COLUMNS: SqlColumn[] = [
  { name: 'name', type: 'string', filter: 'ilike', sort: true },
  { name: 'status', type: 'badge', enumValues: GOAL_STATES, filter: 'in', sort: true },
  ...CUSTOMER,
  { name: 'template', type: 'enum', enumValues: Object.keys(GOAL_TEMPLATES), filter: 'in' },
  { name: 'frequency', type: 'string', sql: `g.schedule->>'frequency'` },
  { name: 'nextDueAt', type: 'datetime', filter: 'range', sort: true },
  {
    name: 'agentId',
    type: 'uuid',
    label: 'Agent',
    filter: 'equals',
    reference: 'agents',
    referenceLabel: 'agentName',
    list: false,
  },
  {
    name: 'agentName',
    type: 'string',
    sql: `(select coalesce(a.settings->>'nickname', a.type) from agent a where a.id = g.agent_id)`,
    list: false,
    show: false,
  },
  { name: 'trialId', type: 'uuid', label: 'Trial', filter: 'equals', reference: 'trials', list: false },
  { name: 'params', type: 'json', label: 'Parameters', list: false },
  { name: 'findings', type: 'json', label: 'Safety findings', list: false },
  { name: 'pauseReason', type: 'enum', enumValues: PAUSE_REASONS, list: false },
  { name: 'pausedBy', type: 'string', list: false },
  { name: 'pauseNote', type: 'string', list: false },
  { name: 'approvedAt', type: 'datetime', filter: 'range', list: false },
  { name: 'overrideReason', type: 'string', list: false },
  { name: 'rejectReason', type: 'string', list: false },
  { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'version', type: 'number', list: false },
];

/** What waits, since when, whose it is, and what speaks against it, at a glance. */
const APPROVAL_COLUMNS: SqlColumn[] = [
  { name: 'pendingSince', type: 'datetime', label: 'Waiting', age: true, filter: 'range', sort: true },
  ...GOAL_COLUMNS.filter(({ name }) =>
    ['name', 'customerId', 'customerName', 'template', 'frequency'].includes(name),
  ),
  {
    name: 'csmId',
    type: 'uuid',
    label: 'Owner',
    sql: 'c.csm_id',
    filter: 'equals',
    reference: 'csms',
    referenceLabel: 'csmName',
  },
  { name: 'csmName', type: 'string', sql: 'o.name', list: false, show: false },
  { name: 'review', type: 'string', label: 'Findings', sql: AT_A_GLANCE },
  ...GOAL_COLUMNS.filter(
    ({ name }) =>
      !['name', 'customerId', 'customerName', 'template', 'frequency', 'nextDueAt', 'approvedAt'].includes(
        name,
      ),
  ).map((column) => ({ ...column, list: false })),
];

const RUNS = { list: 'goal-runs', by: 'goalId', title: 'Runs' };

/** PP > Goals. */
export function goalList(database: Database): ListPort {
  return sqlList(database, {
    id: 'goals',
    title: 'Goals',
    navigation: { icon: 'Target', order: 40 },
    titleColumn: 'name',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: ROLES,
    commands: { record: GOAL_COMMANDS, opens: { 'goal.trigger': 'goal-runs' } },
    related: [RUNS, { list: 'deliverables', by: 'goalId', title: 'Deliverables' }],
    from: 'goal g left join customer c on c.id = g.customer_id',
    columns: GOAL_COLUMNS,
  });
}

/** PP > Goal Approvals: the goals that wait for ops, the longest waiting first. */
export function approvalList(database: Database): ListPort {
  return sqlList(database, {
    id: 'goal-approvals',
    title: 'Goal Approvals',
    navigation: { icon: 'CheckCircle', order: 41 },
    titleColumn: 'name',
    defaultSort: { column: 'pendingSince', direction: 'asc' },
    roles: ROLES,
    commands: {
      record: ['goal.approve', 'goal.reject'],
      ticked: [{ command: 'goal.approve-many', rows: 'goals', opens: 'goals' }],
    },
    from: `goal g join customer c on c.id = g.customer_id and g.status = 'pending_approval'
      left join csm o on o.id = c.csm_id`,
    columns: APPROVAL_COLUMNS,
  });
}

export function runList(database: Database): ListPort {
  return sqlList(database, {
    id: 'goal-runs',
    title: 'Goal runs',
    navigation: { icon: 'Activity', order: 42 },
    titleColumn: 'goalName',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: ROLES,
    commands: { record: ['run.cancel', 'run.escalate'] },
    related: [{ list: 'deliverables', by: 'runId', title: 'Deliverable' }],
    from: 'goal_run r left join customer c on c.id = r.customer_id left join goal g on g.id = r.goal_id',
    columns: [
      {
        name: 'goalId',
        type: 'uuid',
        label: 'Goal',
        filter: 'equals',
        reference: 'goals',
        referenceLabel: 'goalName',
      },
      { name: 'goalName', type: 'string', sql: 'g.name', filter: 'ilike', show: false },
      { name: 'status', type: 'badge', enumValues: RUN_STATES, filter: 'in', sort: true },
      ...CUSTOMER,
      { name: 'trigger', type: 'enum', enumValues: ['manual', 'schedule'], filter: 'equals' },
      { name: 'dueAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'startedAt', type: 'datetime', list: false },
      { name: 'endedAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'attempt', type: 'number' },
      { name: 'engine', type: 'string', filter: 'equals' },
      { name: 'stage', type: 'string', list: false },
      { name: 'tokensUsed', type: 'number' },
      { name: 'tokensReserved', type: 'number', list: false },
      { name: 'failureCode', type: 'string', filter: 'equals' },
      { name: 'failureDetail', type: 'string', list: false },
      { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
    ],
  });
}

const DELIVERABLE_COLUMNS: SqlColumn[] = [
  { name: 'title', type: 'string', filter: 'ilike', sort: true },
  { name: 'status', type: 'badge', enumValues: DELIVERABLE_STATES, filter: 'in', sort: true },
  ...CUSTOMER,
  {
    name: 'goalId',
    type: 'uuid',
    label: 'Goal',
    filter: 'equals',
    reference: 'goals',
    referenceLabel: 'goalName',
  },
  { name: 'goalName', type: 'string', sql: 'g.name', show: false },
  { name: 'runId', type: 'uuid', label: 'Run', filter: 'equals', reference: 'goal-runs', list: false },
  { name: 'action', type: 'badge', enumValues: ACTION_STATES, filter: 'in' },
  { name: 'actionReason', type: 'string', list: false },
  { name: 'resultOverdue', type: 'boolean', label: 'Result missed', filter: 'equals', list: false },
  { name: 'revision', type: 'number', list: false },
  { name: 'proposal', type: 'json', list: false },
  { name: 'remarks', type: 'json', list: false },
  { name: 'unproven', type: 'json', label: 'Figures nobody gave', list: false },
  { name: 'decidedBy', type: 'enum', enumValues: ['customer', 'staff'], filter: 'equals' },
  { name: 'decidedAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'reason', type: 'string', list: false },
  { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'version', type: 'number', list: false },
];

/** Drafts and decided deliverables. */
export function deliverableList(database: Database): ListPort {
  return sqlList(database, {
    id: 'deliverables',
    title: 'Deliverables',
    navigation: { icon: 'FileText', order: 43 },
    titleColumn: 'title',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: ROLES,
    commands: {
      record: [
        'deliverable.approve',
        'deliverable.reject',
        'deliverable.edit',
        'deliverable.regenerate',
        'deliverable.hand-over',
      ],
    },
    from: 'deliverable d left join customer c on c.id = d.customer_id left join goal g on g.id = d.goal_id',
    columns: DELIVERABLE_COLUMNS,
  });
}
