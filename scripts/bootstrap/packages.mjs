import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { progress, say, Stop } from './say.mjs';

/**
 * Whether node_modules holds what the lock file says: npm keeps a lock of what it installed, and each key
 * must agree in version and integrity. Missing is fine only for an optional package of another system.
 */
export function packagesAreCurrent(root) {
  const differing = difference(root);
  if (differing === undefined || accepted(root, differing)) return true;
  const link = linkedElsewhere(root);
  if (!link) return false;
  told ||= say(
    `node_modules is a link to ${link}, which differs from package-lock.json (${differing}); using it as it is.`,
  );
  return true;
}

let told = false;

/** What npm itself left different after installing this very lock file: installing again would not help. */
function accepted(root, differing) {
  try {
    return readFileSync(acceptedFile(root), 'utf8') === fingerprint(root, differing);
  } catch {
    return false;
  }
}

const acceptedFile = (root) => join(root, '.build', 'accepted-difference');

function fingerprint(root, differing) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${differing}`;
}

function difference(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Stop('package-lock.json is missing or cannot be read.');
  if (!present) return 'nothing installed';
  for (const [key, entry] of Object.entries(wanted)) {
    if (key === '') continue;
    const found = present[key];
    const differs = found && (found.version !== entry.version || found.integrity !== entry.integrity);
    if (differs || (!found && !mayBeMissing(key, entry, present))) return key;
  }
  return Object.keys(present).find((key) => !(key in wanted));
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Optional, and either not for this system or asked for only by packages that are not. */
function mayBeMissing(key, entry, present) {
  if (!entry.optional) return false;
  if (!fitsThisSystem(entry)) return true;
  const name = key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return !Object.values(present).some(
    (other) => name in { ...other.dependencies, ...other.optionalDependencies, ...other.peerDependencies },
  );
}

function fitsThisSystem(entry) {
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && fitsLibc(entry);
}

/** npm writes a single name or a list of them, `!` in front for all others. */
function fits(names, mine) {
  if (!names) return true;
  const list = [names].flat();
  if (list.includes(`!${mine}`)) return false;
  return list.includes(mine) || list.every((name) => name.startsWith('!'));
}

let libc;
function fitsLibc({ libc: list }) {
  if (!list || process.platform !== 'linux') return true;
  process.report.excludeNetwork = true;
  libc ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  return list.includes(libc);
}

function linkedElsewhere(root) {
  const folder = join(root, 'node_modules');
  return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(folder) : undefined;
}

/** Installs exactly the lock file. Needs the network once. */
export async function install(root) {
  const total = Object.values(packagesOf(join(root, 'package-lock.json'))).filter(fitsThisSystem).length;
  say(`Installing ${total} packages from package-lock.json (once; needs the network).`);
  const folder = join(root, 'node_modules');
  const end = progress('Installing', () => `, ${countFilled(folder)} of about ${total} packages`);
  const code = await npmCi(root);
  end();
  if (code !== 0) {
    throw new Stop(
      `npm ci ended with ${code}: see its message above. The network is needed for the first start only.`,
    );
  }
  const differing = difference(root);
  if (!differing) return;
  say(`npm left a difference to package-lock.json: ${differing}. Going on.`);
  writeFileSync(acceptedFile(root), fingerprint(root, differing));
}

function npmCi(root) {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = outerEnvironment();
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith('.js') ? ['node', [script]] : ['npm', []];
  const child = spawn(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
  const parent = process.ppid;
  // The shell above us may be killed without a word to us: do not go on installing for nobody.
  const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code ?? signal));
  }).finally(() => clearInterval(orphaned));
}

/** npm inside npm must not see the outer run's settings, nor a Node that it is about to replace. */
function outerEnvironment() {
  const own = /^npm_(package|lifecycle|config_(user_agent|local_prefix|global|node_gyp))/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const path = (env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.includes(`node_modules${sep}.bin`) && !part.endsWith('node-gyp-bin'));
  return { ...env, PATH: path.join(delimiter), NODE_ENV: '', SCARF_ANALYTICS: 'false' };
}

/** npm makes all folders at once and fills them one by one. */
function countFilled(folder) {
  try {
    const names = readdirSync(folder).flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    );
    return names.filter((name) => existsSync(join(folder, name, 'package.json'))).length;
  } catch {
    return 0;
  }
}
