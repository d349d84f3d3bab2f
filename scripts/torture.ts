/**
 * `npm run torture [-- --install]`: starts and ends the program in every way that happens to people, as root in
 * a closed home and as an ordinary user. Each start gets ready or says exactly why not; afterwards no process
 * may be left and no committed row lost. Then web, worker and PostgreSQL are killed one by one while customers walk
 * through the runbook, on both queue engines: each effect is there once, or flagged unknown.
 * With `--install` each first start also installs the packages; `--only=postmaster` plays the first start and what
 * has that in its title, `--only=fire` the killings.
 */
import { existsSync, rmSync } from 'node:fs';
import { Checkout, people } from './torture/checkout.js';
import { playFire } from './torture/fire/play-fire.js';
import { Instance } from './torture/instance.js';
import { Ledger } from './torture/ledger.js';
import { scenarios } from './torture/scenarios.js';
import type { Ending, Scenario } from './torture/scenarios.js';

const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const install = process.argv.includes('--install');
const endings: readonly Ending[] = ['Ctrl-C', 'SIGTERM'];
const linkedBefore = existsSync('/var/lib/onboarding-backoffice');
let failures = 0;

function line(ok: boolean, words: string): void {
  if (!ok) failures += 1;
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${words}\n`);
}

async function play(scenario: Scenario, checkout: Checkout, ending: Ending, data: Data): Promise<void> {
  const title = `${checkout.person.title} · ${scenario.title} · ${ending}`;
  if (scenario.needsRoot && process.getuid?.() !== 0) {
    process.stdout.write(`skip ${title}: needs root\n`);
    return;
  }
  const launched: Instance[] = [];
  try {
    const { readyMs, note } = await scenario.play({
      checkout,
      ...data,
      ending,
      launch: ({ port, offline = false } = {}) => {
        const instance = new Instance({
          root: checkout.folder,
          dataDir: data.dataDir,
          port: port ?? 0,
          wrapper: checkout.wrapper(offline),
          env: { HOME: checkout.folder },
        });
        launched.push(instance);
        return instance;
      },
    });
    const left = (await Promise.all(launched.map((instance) => instance.leftovers()))).flat();
    if (left.length > 0) throw new Error(`processes left:\n${left.join('\n')}`);
    line(true, `${title}: ${readyMs === undefined ? '' : `ready in ${readyMs} ms; `}${note}`);
  } catch (error) {
    line(false, `${title}: ${(error as Error).message}`);
  } finally {
    for (const instance of launched) instance.destroy();
  }
}

interface Data {
  readonly dataDir: string;
  readonly ledger: Ledger;
}

for (const person of only?.startsWith('fire') ? [] : people) {
  const checkout = Checkout.make(person, !install);
  const used: string[] = [];
  try {
    for (const ending of endings) {
      const data = { dataDir: checkout.dataDir(`.data-${used.length}`), ledger: new Ledger() };
      used.push(data.dataDir);
      const chosen = scenarios.filter(({ title }, place) => !only || place === 0 || title.includes(only));
      for (const scenario of chosen) await play(scenario, checkout, ending, data);
    }
  } finally {
    checkout.remove(used);
  }
}
await playFire((title) => !only || title.includes(only), line);
if (!linkedBefore) rmSync('/var/lib/onboarding-backoffice', { recursive: true, force: true });
process.stdout.write(failures === 0 ? 'Nothing left, nothing lost.\n' : `${failures} failed.\n`);
process.exitCode = failures === 0 ? 0 : 1;
