import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/platform/process/project-root.js';

/** Whom the program runs as, and how to become that. */
export interface Person {
  readonly title: string;
  /** Undefined: whoever runs the torture. */
  readonly uid?: number;
  readonly parent: string;
}

const NOBODY = 65_534;
const root = process.getuid?.() === 0;

/** Root in a home closed to others, and an ordinary user; without root only the latter can be tried. */
export const people: readonly Person[] = root
  ? [
      { title: 'root in a 0700 home', parent: homedir() },
      { title: 'ordinary user', parent: tmpdir(), uid: NOBODY },
    ]
  : [{ title: 'ordinary user', parent: tmpdir() }];

/** A clone of this checkout for one person. */
export class Checkout {
  private constructor(
    readonly person: Person,
    readonly folder: string,
  ) {}

  /** @param installed whether packages are there already (linked from ours); else its first start installs them */
  static make(person: Person, installed: boolean): Checkout {
    const folder = mkdtempSync(join(person.parent, 'onboarding-torture-'));
    chmodSync(folder, 0o700);
    const from = projectRoot();
    const files = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
      cwd: from,
      encoding: 'utf8',
    });
    for (const file of files.split('\0').filter((name) => name && existsSync(join(from, name)))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(from, file), join(folder, file));
    }
    if (installed) linkPackages(join(from, 'node_modules'), join(folder, 'node_modules'));
    if (person.uid !== undefined) give(folder, person.uid);
    return new Checkout(person, folder);
  }

  /** Words before `npm start`: become the person, without network if asked. */
  wrapper(offline: boolean): string[] {
    const { uid } = this.person;
    const become = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    const cut = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
    return [...(offline ? cut : []), ...become];
  }

  dataDir(name: string): string {
    return join(this.folder, name);
  }

  /** Removes it, and what its databases keep below /var/lib. */
  remove(dataDirs: Iterable<string>): void {
    for (const dataDir of dataDirs) {
      const id = join(dataDir, 'instance-id');
      if (!existsSync(id)) continue;
      rmSync(`/var/lib/onboarding-backoffice-${readFileSync(id, 'utf8').trim()}`, {
        recursive: true,
        force: true,
      });
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Hard links: as quick as a link, and yet a node_modules of its own. */
function linkPackages(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', realpathSync(from), to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', realpathSync(from), to]);
  }
  rmSync(join(to, '.cache'), { recursive: true, force: true });
}

/** Folders change hands; of linked packages the files stay ours and readable. */
function give(folder: string, uid: number): void {
  const owner = `${uid}:${uid}`;
  execFileSync('find', [
    folder,
    '(',
    '-type',
    'd',
    '-o',
    '-links',
    '1',
    ')',
    '-exec',
    'chown',
    '-h',
    owner,
    '{}',
    '+',
  ]);
}
