import { issue } from './refusals.js';
import type { Week } from './week.js';

/** Rows of the Runbook that a walk to a live trial must have completed by evidence. */
const ROWS = [4, 9, 10, 11] as const;
const ISSUES: Readonly<Record<string, readonly string[]>> = {
  'issue-3': [
    'fields_filled',
    'json_valid',
    'values_allowed',
    'limits_confirmed',
    'nobody_else',
    'may_save',
    'server_saves',
    'reached_us',
  ],
  'issue-4': [
    'goal_approved',
    'customer_active',
    'trial_active',
    'scheduler_alive',
    'worker_consuming',
    'credential_valid',
    'limit_left',
    'goes_on',
    'last_run',
  ],
};

/** Rows 4 and 9–11 done by evidence, their spoken lines ticked, and Issues 3 and 4 diagnosed with nothing in the way. */
export async function rowsComplete(week: Week): Promise<void> {
  const { walk, checks } = week;
  for (const number of ROWS) {
    const row = await walk.step(number);
    checks.that(`row ${number}`, [row.state, row.missing ?? []], ['done', []]);
    checks.that(`row ${number} has its proof`, (row.proof ?? []).length > 0, true);
    const open = (row.ticks ?? []).filter(({ tickedAt }) => tickedAt === undefined).map(({ line }) => line);
    checks.that(`row ${number}, spoken lines not ticked`, open, []);
  }
  checks.that(
    'row 9, spoken lines',
    (await walk.step(9)).ticks?.map(({ line }) => line),
    ['Customer understands approval process'],
  );
  for (const [id, expected] of Object.entries(ISSUES)) {
    const found = await issue(week, id);
    checks.that(
      `${id}, its checks`,
      found?.checks.map((check) => check.id),
      expected,
    );
    checks.that(`${id}, its cause`, found?.cause, null);
  }
}
