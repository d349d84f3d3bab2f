/** `npm run weekly-report -- [--week 2026-W07] [--send]`: the five measures of a week, by default the newest that ended. */
import { parseArgs } from 'node:util';
import { EXIT, UsageError, attached, explain } from '../src/attached.js';
import type { MeasuredValue } from '../src/metrics/report/snapshot.js';
import { ReportQueries } from '../src/metrics/report/report.queries.js';
import { CommandDispatcher } from '../src/platform/commands/command-dispatcher.js';
import { newId } from '../src/platform/ids/new-id.js';
import { OPERATOR } from '../src/platform/unit-of-work/actor.js';

const USAGE = 'Usage: npm run weekly-report -- [--week 2026-W07] [--send]';

interface Order {
  readonly week: string | undefined;
  readonly send: boolean;
}

/** @throws UsageError */
function understand(args: string[]): Order {
  try {
    const { values } = parseArgs({ args, options: { week: { type: 'string' }, send: { type: 'boolean' } } });
    return { week: values.week, send: values.send ?? false };
  } catch {
    throw new UsageError(USAGE);
  }
}

function lines({ title, summary, notes, records }: MeasuredValue): string[] {
  const ids = records.map(({ customer, id }) => `      ${customer} ${id}`);
  return [
    title,
    `    ${summary}`,
    ...notes.map((note) => `    ${note}`),
    ...(ids.length ? ['    Records:', ...ids] : []),
  ];
}

async function run({ week, send }: Order): Promise<void> {
  await attached(async (app) => {
    const queries = app.get(ReportQueries, { strict: false });
    const isoWeek = week ?? (await queries.weeks()).newestReportable;
    if (send) {
      const dispatcher = app.get(CommandDispatcher, { strict: false });
      await dispatcher.dispatch('report.send', '', { isoWeek }, { actor: OPERATOR, requestId: newId() });
    }
    const report = await queries.weekly(isoWeek);
    const sent = report.sentAt === null ? '' : `, sent ${report.sentAt} to ${report.sentTo ?? ''}`;
    const heading = `Onboarding report ${report.isoWeek} (${report.zone}), ${report.status}${sent}`;
    process.stdout.write(`${[heading, ...report.measures.flatMap(lines)].join('\n')}\n`);
    return EXIT.done;
  });
}

try {
  await run(understand(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
