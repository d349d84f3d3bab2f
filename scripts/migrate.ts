/** `npm run migrate`: brings the database of `DATABASE_URL` up to date. Safe to run again, and from several places. */
import { EXIT, explain } from '../src/attached.js';
import { ConfigError } from '../src/config/config.error.js';
import { loadConfig } from '../src/config/load-config.js';
import { migrate } from '../src/platform/database/migrate.js';
import { projectRoot } from '../src/platform/process/project-root.js';

async function run(): Promise<void> {
  const { database } = loadConfig(process.env, projectRoot());
  if (database.url === undefined) {
    const reason = 'is required by npm run migrate; npm start brings its own database and migrates it';
    throw new ConfigError([{ variable: 'DATABASE_URL', reason }]);
  }
  const names = await migrate(database.url);
  const done =
    names.length === 0 ? 'Nothing to do: the database is up to date.' : `Done: ${names.join(', ')}`;
  process.stdout.write(`${done}\n`);
  process.exitCode = EXIT.done;
}

try {
  await run();
} catch (error) {
  process.exitCode = explain(error);
}
