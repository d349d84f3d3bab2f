/**
 * `npm run migrate`: brings the database of `DATABASE_URL`, or the embedded one, up to date and says what ran.
 * Safe to run again, and from several places.
 */
import { EXIT, UsageError, attachedDatabase, explain } from '../src/attached.js';
import { migrate } from '../src/platform/database/migrate.js';

const USAGE = 'Usage: npm run migrate (DATABASE_URL names the database; unset, the embedded one is meant)';

async function run(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new UsageError(USAGE);
  await attachedDatabase(async ({ url, migrated }) => {
    const names = [...migrated, ...(await migrate(url))];
    const done = names.length === 0 ? 'Nothing to do: the database is up to date.' : `Done: ${names.length}`;
    process.stdout.write(`${[...names.map((name) => `✓ ${name}`), done].join('\n')}\n`);
    return EXIT.done;
  });
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}
