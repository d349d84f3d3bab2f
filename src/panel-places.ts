import type { RelatedList } from './platform/listing/list-port.js';
import type { PanelList } from './admin/panel.ports.js';
import type { StaffRole } from './platform/unit-of-work/actor.js';

/** Where something stands in the panel, and which roles read it; `admin` reads everything. */
export interface Place {
  readonly roles: readonly StaffRole[];
  readonly order: number;
  readonly section?: string;
  /** Reached by links only. */
  readonly hidden?: boolean;
}

export interface ListPlace extends Place {
  /** The runbook's word, where the room says another. */
  readonly title?: string;
  readonly icon?: string;
  readonly parts?: PanelList['parts'];
  /** What belongs to a record, in the order of its tabs. */
  readonly related?: readonly RelatedList[];
}

/** Who goes through the runbook with customers. */
const WALK = ['ops', 'csm'] as const;
const RUN_READERS = [...WALK, 'engineering', 'leadership'] as const;
const DRAFT_READERS = [...WALK, 'leadership'] as const;
const GOAL_READERS = [...WALK, 'engineering'] as const;
const REPORT_READERS = [...WALK, 'leadership'] as const;
const MAIL_READERS = [...WALK, 'engineering'] as const;
const WORK = 'Trials & Goals';
const RECORDS = 'Records';
const HEALTH = 'Health';
const SETTINGS = 'Settings';

const OF_CUSTOMER: readonly RelatedList[] = [
  { list: 'trials', by: 'customerId', create: 'trial.create' },
  { list: 'credentials', by: 'customerId', create: 'credential.connect-link' },
  { list: 'agents', by: 'customerId', create: 'agent.draft' },
  { list: 'goals', by: 'customerId', create: 'goal.create' },
  { list: 'deliverables', by: 'customerId' },
  { list: 'calls', by: 'customerId', create: 'call.schedule' },
  { list: 'notes', by: 'customerId', create: 'note.write' },
  { list: 'contacts', by: 'customerId', create: 'customer.add-contact' },
  { list: 'domain-checks', by: 'customerId' },
  { list: 'mails', by: 'customerId' },
  { list: 'escalations', by: 'customerId', create: 'escalation.open' },
  { list: 'surveys', by: 'customerId' },
];

/** Who reads which list: security what concerns fraud and keys, engineering what failed, leadership the figures. */
export const LIST_PLACES: Readonly<Record<string, ListPlace>> = {
  customers: { order: 10, roles: [...WALK, 'security', 'leadership'], related: OF_CUSTOMER },
  signups: { order: 11, roles: [...WALK, 'security'] },
  calls: { order: 12, roles: [...WALK, 'leadership'], icon: 'Phone' },
  'goal-approvals': { order: 13, roles: WALK },
  escalations: {
    order: 14,
    roles: [...WALK, 'security', 'engineering', 'product', 'leadership'],
    parts: {
      security: { team: 'security' },
      engineering: { team: 'engineering' },
      product: { team: 'product' },
    },
    related: [{ list: 'slack-messages', by: 'escalationId' }],
  },
  trials: { order: 20, section: WORK, roles: [...WALK, 'leadership'] },
  agents: { order: 21, section: WORK, roles: WALK },
  credentials: { order: 22, section: WORK, roles: [...WALK, 'security'] },
  goals: { order: 23, section: WORK, roles: GOAL_READERS },
  'goal-runs': { order: 24, section: WORK, title: 'Goal Runs', roles: RUN_READERS },
  deliverables: { order: 25, section: WORK, title: 'Approvals', roles: DRAFT_READERS },
  notes: { order: 30, section: RECORDS, roles: WALK },
  mails: { order: 31, section: RECORDS, roles: MAIL_READERS },
  'domain-checks': { order: 32, section: RECORDS, roles: [...WALK, 'security'] },
  'weekly-reports': { order: 33, section: RECORDS, title: 'Weekly Reports', roles: REPORT_READERS },
  surveys: { order: 34, section: RECORDS, roles: [...WALK, 'leadership'] },
  contacts: { order: 40, hidden: true, roles: [...WALK, 'security'] },
  'credential-tests': {
    order: 41,
    section: HEALTH,
    title: 'Connection Tests',
    roles: [...WALK, 'security', 'engineering'],
  },
  'slack-messages': {
    order: 42,
    section: HEALTH,
    title: 'Slack Messages',
    roles: [...WALK, 'security', 'engineering', 'product'],
    parts: {
      security: { channel: 'security' },
      engineering: { channel: 'engineering' },
      product: { channel: 'product' },
    },
  },
  csms: { order: 50, section: SETTINGS, roles: WALK },
  'csm-absences': { order: 54, section: SETTINGS, hidden: true, roles: WALK },
  'domain-rules': { order: 53, section: SETTINGS, roles: ['ops', 'security'] },
  staff: { order: 51, section: SETTINGS, roles: [] },
  'api-keys': { order: 52, section: SETTINGS, title: 'API Keys', roles: [] },
};

/** Pages that are no lists, by their name in the address. */
export const PAGE_PLACES = {
  scheduler: { order: 40, section: HEALTH, roles: ['engineering', 'ops'] },
  settings: { order: 49, section: SETTINGS, roles: [] },
  mailTemplates: { order: 35, section: RECORDS, roles: WALK },
} as const satisfies Readonly<Record<string, Place>>;

/** Who reads which address under `/admin/data/`, `/admin/streams/` and `/admin/documents/`. */
export const DATA_ROLES = {
  dashboard: [...WALK, 'security', 'engineering', 'product', 'leadership'],
  onboarding: [...WALK, 'security', 'leadership'],
  agent: WALK,
  market: WALK,
  call: [...WALK, 'leadership'],
  absenceCalls: WALK,
  meetingPlace: WALK,
  /** Who makes customers; all of them may see the others. */
  lookAlikes: WALK,
  timeline: [...WALK, 'security'],
  escalation: [...WALK, 'security', 'engineering', 'product', 'leadership'],
  troubles: [...WALK, 'security', 'engineering'],
  validation: [...WALK, 'security'],
  run: RUN_READERS,
  draft: DRAFT_READERS,
  trial: [...WALK, 'leadership'],
  goal: GOAL_READERS,
  report: REPORT_READERS,
  mail: MAIL_READERS,
  /** Of the records in the reader's own lists only. */
  history: [...WALK, 'security', 'engineering', 'product', 'leadership'],
  scheduler: PAGE_PLACES.scheduler.roles,
  settings: PAGE_PLACES.settings.roles,
  mailTemplates: PAGE_PLACES.mailTemplates.roles,
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;
