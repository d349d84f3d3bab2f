import type { PlatformName } from '../../src/agents/platform-names.js';
import { attached } from '../../src/attached.js';
import { ConnectionValidation } from '../../src/credentials/jobs/validate-connection.js';

export interface Validation {
  /** As typed: an id or a number such as C-1042. */
  readonly customer: string;
  readonly platform: PlatformName;
  /** The script's name, for the record of the secret's opening. */
  readonly script: string;
}

/**
 * Body of both validation tests (runbook, Step 8). Exits 0 when it passed, 1 rejected, 2 unreachable, 64 unknown
 * customer. Only the runbook's line goes to stdout.
 */
export async function validationTest({ customer, platform, script }: Validation): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));
  await attached(
    async (app) => {
      const validation = app.get(ConnectionValidation, { strict: false });
      const { exit, stdout, stderr } = await validation.run(customer, platform, script, stop.signal);
      for (const line of stderr) process.stderr.write(`${line}\n`);
      for (const line of stdout) process.stdout.write(`${line}\n`);
      return exit;
    },
    { outside: true, decrypts: true },
  );
}
