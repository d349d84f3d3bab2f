import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkedNode } from './node.mjs';
import { progress, Stop } from './say.mjs';

const COMPONENTS = 'src/admin/components';
const THEME = 'src/admin/theme';
const PANEL_SCRIPT = 'scripts/build-panel.mjs';
const isSpec = (path) => path.endsWith('.spec.ts') || path.endsWith('.d.ts');

/** Everything that becomes built code, as paths below the root, in a stable order. */
function sources(root) {
  const scripts = filesBelow(root, 'scripts').filter((path) => path.endsWith('.ts'));
  const rest = ['src', 'migrations'].flatMap((folder) => filesBelow(root, folder));
  return [...rest, ...scripts].filter((path) => !isSpec(path));
}

function panelSources(root) {
  const own = existsSync(join(root, PANEL_SCRIPT))
    ? [PANEL_SCRIPT, ...filesBelow(root, 'scripts/build-panel')]
    : [];
  return [...own, ...filesBelow(root, COMPONENTS, true), ...filesBelow(root, THEME)];
}

function filesBelow(root, folder, components = false) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return path === COMPONENTS && !components ? [] : filesBelow(root, path, components);
  });
}

/** A digest of names and contents, and of what turns them into code. */
function digest(root, paths, versionsOf) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  for (const name of versionsOf) {
    hash.update(
      `${name} ${JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version}\0`,
    );
  }
  return hash.digest('hex');
}

const codeDigest = (root) =>
  digest(root, [...sources(root), '.swcrc', 'scripts/bootstrap/build.mjs'], ['@swc/core']);
const panelDigest = (root) =>
  digest(root, panelSources(root), ['adminjs', '@adminjs/design-system', '@fontsource-variable/inter']);

function stamped(file, value) {
  try {
    return readFileSync(file, 'utf8') === value;
  } catch {
    return false;
  }
}

export function buildIsCurrent(root) {
  return stamped(join(root, 'dist', '.sources'), codeDigest(root));
}

export function panelIsCurrent(root) {
  return (
    !existsSync(join(root, PANEL_SCRIPT)) ||
    stamped(join(root, 'dist', 'panel', '.sources'), panelDigest(root))
  );
}

/** Compiles the sources with SWC into a new folder that takes the place of `dist` when it is whole. */
export async function build(root) {
  const wanted = codeDigest(root);
  const paths = sources(root);
  let done = 0;
  const end = progress('Building', () => `, ${done} of ${paths.length} files`);
  const target = join(root, '.build', `dist-${process.pid}`);
  removeLeftovers(root);
  const swc = createRequire(join(root, 'package.json'))('@swc/core');
  try {
    await Promise.all(paths.map((path) => compile(swc, root, path, target).then(() => (done += 1))));
  } finally {
    end();
  }
  writeFileSync(join(target, '.sources'), wanted);
  swap(root, target);
}

async function compile(swc, root, path, target) {
  const out = join(target, path);
  mkdirSync(dirname(out), { recursive: true });
  if (!path.endsWith('.ts')) return copyFileSync(join(root, path), out);
  try {
    const { code, map } = await swc.transformFile(join(root, path), {
      cwd: root,
      swcrc: true,
      sourceMaps: true,
    });
    const built = out.replace(/\.ts$/, '.js');
    const name = built.slice(built.lastIndexOf('/') + 1);
    writeFileSync(built, `${code}\n//# sourceMappingURL=${name}.map\n`);
    writeFileSync(`${built}.map`, map);
  } catch (error) {
    throw new Stop(`${path} does not compile:\n${error.message}`);
  }
}

function swap(root, target) {
  const dist = join(root, 'dist');
  const old = join(root, '.build', `old-${process.pid}`);
  if (existsSync(join(dist, 'panel'))) renameSync(join(dist, 'panel'), join(target, 'panel'));
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(target, dist);
  rmSync(old, { recursive: true, force: true });
}

function removeLeftovers(root) {
  const folder = join(root, '.build');
  for (const name of readdirSync(folder).filter((name) => /^(dist|old)-/.test(name))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Bundles the panel's pages; their script writes `dist/panel`. */
export async function buildPanel(root) {
  const wanted = panelDigest(root);
  const end = progress('Building the panel', () => '');
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(checkedNode(root), [PANEL_SCRIPT], { cwd: root, env, stdio: ['ignore', 2, 2] });
  const outcome = await new Promise((done) => {
    child.on('error', (error) => done(error.message));
    child.on('exit', (code, signal) => done(code ?? signal));
  });
  end();
  if (outcome !== 0) throw new Stop(`The panel could not be built (ended with ${outcome}): see above.`);
  if (existsSync(join(root, 'dist/panel'))) writeFileSync(join(root, 'dist/panel/.sources'), wanted);
}
