/** `npm run -s test-exchange-connection -- --customer_id ID`: the runbook's validation test for traders (Step 8). */
import { parseArgs } from 'node:util';
import { attached, explain, UsageError } from '../src/attached.js';
import { ConnectionValidation } from '../src/credentials/jobs/validate-connection.js';

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

/** Exits 0 when it passed, 1 rejected, 2 unreachable, 64 wrong usage. Only the runbook's line goes to stdout. */
async function run(customer: string): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));
  await attached(
    async (app) => {
      const validation = app.get(ConnectionValidation, { strict: false });
      const { exit, stdout, stderr } = await validation.run(customer, 'delta', NAME, stop.signal);
      for (const line of stderr) process.stderr.write(`${line}\n`);
      for (const line of stdout) process.stdout.write(`${line}\n`);
      return exit;
    },
    { outside: true, decrypts: true },
  );
}

try {
  await run(customerOf(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
