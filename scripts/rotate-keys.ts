/**
 * `npm run rotate-keys -- [--dry-run]`: brings every customer's data under the first key of SECRETS_KEYS, and says
 * which older keys may go. It may be killed and run again at any time.
 */
import { parseArgs } from 'node:util';
import { EXIT, UsageError, attached, explain } from '../src/attached.js';
import { KeyRotation, type Progress } from '../src/platform/vault/key-rotation.js';
import {
  endLines,
  retirementLines,
  standingLines,
  stillOld,
  wholeNumber,
} from '../src/platform/vault/rotation-words.js';

const NAME = 'rotate-keys';
const USAGE = `Usage: npm run ${NAME} [-- --dry-run]`;
const PLACES = { dataKeys: 'data keys', secrets: 'hashes' } as const;

/** @throws UsageError */
function understand(args: string[]): { dryRun: boolean } {
  try {
    const { values } = parseArgs({ args, options: { 'dry-run': { type: 'boolean' } } });
    return { dryRun: values['dry-run'] ?? false };
  } catch {
    throw new UsageError(USAGE);
  }
}

const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function rotate(rotation: KeyRotation): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const progress: Progress = (place, done, of) =>
    say(`  ${wholeNumber(done)} of ${wholeNumber(of)} ${PLACES[place]}`);
  try {
    print(endLines(await rotation.rotate(NAME, progress, stop.signal)));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    say('Stopped between two batches. What is done stays done: run it again to go on.');
    return EXIT.refused;
  }
  const after = await rotation.standing();
  print(retirementLines(after));
  return stillOld(after) ? EXIT.refused : EXIT.done;
}

/** Exits 0 when everything is under the newest key (or would be), 1 when something is left or refused, 64 wrong usage. */
async function run({ dryRun }: { dryRun: boolean }): Promise<void> {
  await attached(
    async (app) => {
      const rotation = app.get(KeyRotation, { strict: false });
      const standing = await rotation.standing();
      print(standingLines(standing, dryRun));
      return stillOld(standing) && !dryRun ? rotate(rotation) : EXIT.done;
    },
    { decrypts: true },
  );
}

try {
  await run(understand(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
