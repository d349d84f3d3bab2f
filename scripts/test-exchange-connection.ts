/** `npm run -s test-exchange-connection -- --customer_id ID`: the runbook's validation test for traders (Step 8). */
import { parseArgs } from 'node:util';

import { attach } from '../src/attach.js';
import { ConnectionValidation } from '../src/credentials/jobs/validate-connection.js';

const NAME = 'test-exchange-connection';
const USAGE = `Usage: npm run -s ${NAME} -- --customer_id <id or C-number>`;

function customerOf(args: string[]): string | null {
  try {
    const { values } = parseArgs({ args, options: { customer_id: { type: 'string' } } });
    return values.customer_id?.trim() || null;
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const customer = customerOf(process.argv.slice(2));
  if (customer === null) {
    process.stderr.write(`${USAGE}\n`);
    return 64;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));
  const end = await attach({ decrypts: true }, (app) =>
    app.get(ConnectionValidation, { strict: false }).run(customer, 'delta', NAME, stop.signal),
  );
  for (const line of end.stderr) process.stderr.write(`${line}\n`);
  for (const line of end.stdout) process.stdout.write(`${line}\n`);
  return end.exit;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The test could not be run.'}\n`);
    process.exitCode = 70;
  },
);
