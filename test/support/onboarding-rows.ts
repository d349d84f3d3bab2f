import { GOAL_TEMPLATES } from '../../src/goals/templates/goal-templates.js';
import type { EntryData, EntryType } from '../../src/platform/history/entry-type.js';
import { newId } from '../../src/platform/ids/new-id.js';
import type { Actor } from '../../src/platform/unit-of-work/actor.js';
import type { Tx } from '../../src/platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import type { TestApp } from './app.js';

type Values = Readonly<Record<string, unknown>>;

/** Rows of every room as its services would leave them, written by statements, with the history beside them. */
export class OnboardingRows {
  readonly customerId = newId();
  readonly ids = {
    check: newId(),
    call: newId(),
    checkIn: newId(),
    agent: newId(),
    credential: newId(),
    trial: newId(),
    goal: newId(),
    run: newId(),
    deliverable: newId(),
    note: newId(),
  };

  constructor(private readonly test: TestApp) {}

  /** One change by someone: the statements and the history entry that names them, in one transaction. */
  change(
    actor: Actor,
    type: string,
    subjectId: string,
    act: (rows: this, tx: Tx) => Promise<void>,
    data: EntryData = {},
  ): Promise<void> {
    return this.test.app.get(UnitOfWork).run(actor, async (tx) => {
      this.tx = tx;
      await act(this, tx);
      const entry: EntryType = { type, say: () => type };
      tx.record(entry, { subjectId, customerId: this.customerId, data });
    });
  }

  async insert(table: string, values: Values): Promise<void> {
    const columns = Object.keys(values);
    await this.tx.em.execute(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
       values (${columns.map(() => '?').join(', ')})`,
      Object.values(values),
    );
  }

  async update(table: string, id: string, values: Values): Promise<void> {
    const columns = Object.keys(values);
    const key = table === 'customer_login' ? 'customer_id' : 'id';
    await this.tx.em.execute(
      `update "${table}" set ${columns.map((column) => `"${column}" = ?`).join(', ')} where ${key} = ?`,
      [...Object.values(values), id],
    );
  }

  get now(): Date {
    return this.tx.now;
  }

  async customer(): Promise<void> {
    const [csm] = await this.test.sql<{ id: string }>("select id from csm where email = 'alex@waooaw.com'");
    const suffix = this.customerId.slice(-8);
    await this.insert('customer', {
      id: this.customerId,
      number: 1000 + Number.parseInt(suffix.slice(-4), 16),
      email: `john-${suffix}@example.com`,
      email_key: `john-${suffix}@example.com`,
      company_name: `Northwind ${suffix}`,
      company_key: `northwind ${suffix}`,
      company_bare: `northwind ${suffix}`,
      industry: 'trading',
      country: 'IN',
      timezone: 'Asia/Kolkata',
      agent_interest: '{trading}',
      business_case: 'Watch BTC',
      status: 'in_review',
      csm_id: csm?.id,
      email_verified_at: this.now,
      signed_up_at: this.now,
      runbook_version: '1.0',
      created_at: this.now,
      version: 1,
    });
    const about = { customer_id: this.customerId, created_at: this.now };
    await this.insert('contact', {
      ...about,
      id: newId(),
      name: 'John Doe',
      phone: '+919876543210',
      role: 'primary',
    });
    await this.insert('domain_check', {
      ...about,
      id: this.ids.check,
      domain: 'example.com',
      status: 'clear',
      findings: '[]',
      attempt: 1,
      ended_at: this.now,
    });
  }

  async call(id: string, kind: 'onboarding' | 'check_in', startsAt: Date): Promise<void> {
    const [row] = await this.test.sql<{ id: string }>('select csm_id as id from customer where id = ?', [
      this.customerId,
    ]);
    await this.insert('call', {
      id,
      customer_id: this.customerId,
      kind,
      status: 'scheduled',
      starts_at: startsAt,
      minutes: 30,
      csm_id: row?.id,
      attendees: JSON.stringify([
        { name: 'Alex Kumar', email: 'alex@waooaw.com', role: 'csm' },
        { name: 'John Doe', email: 'john@example.com', role: 'customer' },
      ]),
      ics_uid: id,
      ics_sequence: 0,
      created_at: this.now,
      version: 1,
    });
  }

  async mail(template: string, subjectId: string): Promise<void> {
    const id = newId();
    await this.insert('mail', {
      id,
      template,
      to_email: 'john@example.com',
      customer_id: this.customerId,
      subject_id: subjectId,
      params: JSON.stringify({ sequence: 0 }),
      dedupe_key: id,
      status: 'sent',
      due_at: this.now,
      attempt: 1,
      handed_attempt: 1,
      message_id: `<${id}@test>`,
      sent_at: this.now,
      created_at: this.now,
    });
  }

  agent(): Promise<void> {
    return this.insert('agent', {
      ...this.own(this.ids.agent),
      type: 'trading',
      status: 'draft',
      platforms: '{delta}',
      bounds_profile: 'trial',
    });
  }

  trial(): Promise<void> {
    return this.insert('trial', {
      ...this.own(this.ids.trial),
      agent_id: this.ids.agent,
      agent_type: 'trading',
      status: 'pending',
      zone: 'Asia/Kolkata',
      daily_tasks: 5,
      tokens_total: 10_000,
      tokens_used: 0,
      tokens_reserved: 0,
    });
  }

  credential(): Promise<void> {
    return this.insert('credential', {
      ...this.own(this.ids.credential),
      platform: 'delta',
      status: 'pending',
      environment: 'sandbox',
      scopes: '{}',
      settings: '{}',
      set_at: this.now,
    });
  }

  goal(): Promise<void> {
    return this.insert('goal', {
      ...this.own(this.ids.goal),
      agent_id: this.ids.agent,
      trial_id: this.ids.trial,
      template: 'market_monitoring',
      name: 'BTC Price Monitoring',
      params: JSON.stringify(GOAL_TEMPLATES.market_monitoring.defaults),
      schedule: JSON.stringify({ cron: '0 */6 * * *', zone: 'Asia/Kolkata', frequency: 'Every 6 hours' }),
      status: 'approved',
      findings: '[]',
      pending_since: this.now,
      approved_at: this.now,
    });
  }

  async deliverable(): Promise<void> {
    const { agent, goal, run, trial, deliverable } = this.ids;
    await this.insert('goal_run', {
      ...this.own(run),
      goal_id: goal,
      agent_id: agent,
      trial_id: trial,
      trigger: 'manual',
      due_at: this.now,
      status: 'completed',
      attempt: 1,
      tokens_reserved: 0,
      tokens_used: 400,
      call_open: false,
      answered: true,
      ended_at: this.now,
    });
    await this.insert('deliverable', {
      ...this.own(deliverable),
      run_id: run,
      goal_id: goal,
      agent_id: agent,
      status: 'approved',
      title: 'BTC market analysis',
      revision: 2,
      remarks: '[]',
      action: 'none',
      decided_at: this.now,
      decided_by: 'customer',
    });
  }

  private own(id: string): Values {
    return { id, customer_id: this.customerId, created_at: this.now };
  }

  private tx!: Tx;
}
