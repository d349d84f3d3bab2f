/** `npm run -s test-exchange-connection -- --customer_id ID`: the runbook's validation test for traders (Step 8). */
import { parseArgs } from 'node:util';
import { explain, UsageError } from '../src/attached.js';
import { validationTest } from './validation/validation-test.js';

const NAME = 'test-exchange-connection';
const USAGE = `Usage: npm run -s ${NAME} -- --customer_id <id or C-number>`;

/** @throws UsageError */
function customerOf(args: string[]): string {
  try {
    const { values } = parseArgs({ args, options: { customer_id: { type: 'string' } } });
    if (values.customer_id?.trim()) return values.customer_id.trim();
  } catch {
    // Unknown or incomplete options: the usage says it better.
  }
  throw new UsageError(USAGE);
}

try {
  await validationTest({ customer: customerOf(process.argv.slice(2)), platform: 'delta', script: NAME });
} catch (error) {
  process.exitCode = explain(error);
}
