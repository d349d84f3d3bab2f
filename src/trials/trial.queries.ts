import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { sqlList, type SqlColumn } from '../platform/listing/sql-list.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { TrialLedger } from './trial-ledger.js';
import { TrialRepository } from './trial.repository.js';
import { NOT_HIRED_REASONS, TRIAL_STATES } from './trial.states.js';
import { viewOf, type TrialView } from './trial-view.js';

const READER = systemActor('trial page');

/** Reads of trials for pages, REST and the panel. */
@Injectable()
export class TrialQueries {
  readonly list: ListPort;

  constructor(
    database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly trials: TrialRepository,
    private readonly ledger: TrialLedger,
  ) {
    this.list = trialList(database);
  }

  /** Throws `not_found` (404). */
  view(id: string): Promise<TrialView> {
    return this.unitOfWork.look(READER, async (tx) => {
      const trial = await this.trials.get(tx.em, id);
      return viewOf(trial, await this.ledger.view(tx, trial), tx.now);
    });
  }

  /** Newest first. */
  ofCustomer(customerId: string): Promise<TrialView[]> {
    return this.unitOfWork.look(READER, async (tx) => {
      const trials = await this.trials.ofCustomer(tx.em, customerId);
      const views = await this.ledger.views(tx, trials);
      return views.map(({ trial, usage }) => viewOf(trial, usage, tx.now));
    });
  }
}

const COMMANDS = [
  'trial.activate',
  'trial.undo-activation',
  'trial.extend',
  'trial.convert',
  'trial.cancel',
  'trial.not-hired',
  'trial.contain',
];

const WHAT: readonly SqlColumn[] = [
  { name: 'agentType', type: 'enum', enumValues: ['marketing', 'trading'], filter: 'in', sort: true },
  { name: 'status', type: 'badge', enumValues: TRIAL_STATES, filter: 'in', sort: true },
  {
    name: 'customerId',
    type: 'uuid',
    label: 'Customer',
    filter: 'equals',
    reference: 'customers',
    referenceLabel: 'customerName',
  },
  { name: 'customerName', type: 'string', sql: 'c.company_name', filter: 'ilike', show: false },
  { name: 'activatedAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'endsAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'endedAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'convertedAt', type: 'datetime', filter: 'range', list: false },
  { name: 'tokensUsed', type: 'number', sort: true },
  { name: 'tokensReserved', type: 'number', list: false },
  { name: 'tokensTotal', type: 'number', list: false },
  { name: 'dailyTasks', type: 'number', list: false },
  { name: 'zone', type: 'string', list: false },
  { name: 'createdAt', type: 'datetime', filter: 'range', sort: true },
  { name: 'version', type: 'number', list: false },
];

const HOW_IT_ENDED: readonly SqlColumn[] = [
  { name: 'endReason', type: 'string', list: false },
  { name: 'hirePlan', type: 'string', label: 'Plan', list: false },
  { name: 'hirePriceAmount', type: 'number', label: 'Price a month, minor units', list: false },
  { name: 'hirePriceCurrency', type: 'string', label: 'Currency', list: false },
  { name: 'hireStartsOn', type: 'date', label: 'Hired from', filter: 'range', list: false },
  {
    name: 'notHiredBecause',
    type: 'enum',
    label: 'Not hired because',
    enumValues: NOT_HIRED_REASONS,
    filter: 'in',
    list: false,
  },
  { name: 'notHiredWords', type: 'string', label: 'In their words', list: false },
];

function trialList(database: Database): ListPort {
  return sqlList(database, {
    id: 'trials',
    title: 'Trials',
    navigation: { icon: 'Clock', order: 20 },
    titleColumn: 'agentType',
    defaultSort: { column: 'createdAt', direction: 'desc' },
    roles: ['ops', 'csm', 'engineering', 'product', 'leadership', 'admin'],
    commands: {
      record: COMMANDS,
      list: ['trial.extend-many'],
      ticked: [{ command: 'trial.extend-many', rows: 'trials', instead: ['runningFrom', 'runningTo'] }],
    },
    related: [{ list: 'goals', by: 'trialId', title: 'Goals' }],
    from: 'trial t left join customer c on c.id = t.customer_id',
    columns: [...WHAT, ...HOW_IT_ENDED],
  });
}
