import type { TestApp } from './app.js';
import { insertCustomer } from './customers.js';
import { insertFilled } from './filled-rows.js';

/** Thursday 12 February 2026, 10:00 in Kolkata: the week under test is 2026-W07. */
export const CALL = new Date('2026-02-12T04:30:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const after = (ms: number, from = CALL) => new Date(from.getTime() + ms);

/** Rows that the measures count, dated around the call; everything a test does not name is filled. */
export function measuredRows(test: Pick<TestApp, 'sql'>) {
  const insert = (table: string, values: Record<string, unknown>) => insertFilled(test, table, values);

  const onboarded = async (started: Date, ended: Date = after(30 * MINUTE, started)) => {
    const customer = await insertCustomer(test);
    const [csm] = await test.sql<{ id: string }>('select id from csm limit 1');
    const call = await insert('call', {
      customer_id: customer,
      kind: 'onboarding',
      status: 'held',
      started_at: started,
      ended_at: ended,
      csm_id: csm?.id,
    });
    return { customer, call };
  };
  const agent = (customer: string, platforms = '{delta}', created_at = after(-DAY)) =>
    insert('agent', {
      customer_id: customer,
      type: 'trading',
      status: 'configured',
      platforms,
      created_at,
      bounds_profile: 'trial',
    });
  const tested = async (customer: string, outcomes: [outcome: string, at: Date][], platform = 'delta') => {
    const credential = await insert('credential', {
      customer_id: customer,
      platform,
      status: 'active',
      created_at: after(-HOUR),
    });
    for (const [outcome, ended_at] of outcomes) {
      await insert('credential_test', {
        credential_id: credential,
        customer_id: customer,
        trigger: 'connect',
        status: 'done',
        outcome,
        ended_at,
      });
    }
  };
  const trial = (customer: string, agentId: string, values: Record<string, unknown> = {}) =>
    insert('trial', {
      customer_id: customer,
      agent_id: agentId,
      agent_type: 'trading',
      status: 'pending',
      ...values,
    });
  const run = async (customer: string, status: string, ended_at: Date) => {
    const [known] = await test.sql<{ id: string }>('select id from agent where customer_id = ?', [customer]);
    const agent_id = known?.id ?? (await agent(customer));
    const trial_id = await trial(customer, agent_id, { status: 'cancelled' });
    const goal = await insert('goal', {
      customer_id: customer,
      agent_id,
      trial_id,
      template: 'market_monitoring',
      status: 'approved',
    });
    return insert('goal_run', {
      goal_id: goal,
      customer_id: customer,
      agent_id,
      trial_id,
      trigger: 'manual',
      status,
      ended_at,
      started_at: ended_at,
    });
  };
  const draft = async (customer: string, created_at: Date, decision: Record<string, unknown> = {}) => {
    const runId = await run(customer, 'failed', created_at);
    const [row] = await test.sql<{ goal_id: string; agent_id: string }>(
      'select goal_id, agent_id from goal_run where id = ?',
      [runId],
    );
    return insert('deliverable', {
      run_id: runId,
      ...row,
      customer_id: customer,
      status: 'in_review',
      action: 'none',
      created_at,
      ...decision,
    });
  };
  const survey = (customer: string, call: string, values: Record<string, unknown>) =>
    insert('survey', {
      customer_id: customer,
      call_id: call,
      email: `${Math.random()}@example.com`,
      sent_at: CALL,
      ...values,
    });

  return { onboarded, agent, tested, trial, run, draft, survey };
}
