/**
 * Builds what the panel's pages load: AdminJS's bundles, our components, boot script, style, font and marks,
 * under names that carry their content's hash, precompressed, with a manifest.
 *
 *   node scripts/build-panel.mjs [target folder, by default dist/panel]
 *
 * The result is kept by the hash of its inputs: unchanged inputs cost a few milliseconds.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const components = join(root, 'src/admin/components');
const theme = join(root, 'src/admin/theme');
const modules = join(root, 'node_modules');
const fonts = join(modules, '@fontsource-variable/inter/files');
const cache = join(modules, '.cache/panel');

const types = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

await main(resolve(process.argv[2] ?? join(root, 'dist/panel')));

async function main(target) {
  const inputs = await hashInputs();
  if ((await readManifest(target))?.inputs === inputs) return;
  const kept = join(cache, inputs);
  if ((await readManifest(kept))?.inputs !== inputs) await buildInto(kept, inputs);
  await copyTo(kept, target);
}

/** Everything the result depends on: our sources, this script, the versions of what it bundles. */
async function hashInputs() {
  const hash = createHash('sha256');
  const files = [
    fileURLToPath(import.meta.url),
    ...(await listFiles(components)),
    ...(await listFiles(theme)),
    join(root, 'src/onboarding/onboarding-view.ts'),
    join(root, 'src/onboarding/mail-preview-view.ts'),
    join(root, 'src/admin/panel-views.ts'),
    join(root, 'src/platform/money/money.ts'),
    ...['json-reader', 'limits-in-words', 'settings-json'].map((name) => join(root, `src/agents/${name}.ts`)),
    ...['adminjs', '@adminjs/design-system', '@fontsource-variable/inter'].map((name) =>
      join(modules, name, 'package.json'),
    ),
  ];
  for (const file of files) hash.update(file.slice(root.length)).update(await readFile(file));
  return hash.digest('hex').slice(0, 24);
}

async function listFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.spec.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readManifest(folder) {
  return readFile(join(folder, 'manifest.json'), 'utf8').then(JSON.parse, () => null);
}

async function buildInto(folder, inputs) {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'work-'));
  try {
    const assets = {};
    for (const [name, content] of await gather()) assets[name] = await emit(work, name, content);
    const css = await readFile(join(theme, 'panel.css'), 'utf8');
    const linked = css.replace(/asset:([\w.-]+)/g, (_, name) => assets[name].file);
    assets['panel.css'] = await emit(work, 'panel.css', Buffer.from(linked));
    await writeFile(join(work, 'manifest.json'), JSON.stringify({ inputs, assets }, null, 2));
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Name and content of every asset but the style, which names others. */
async function gather() {
  const vendor = await bundleWithAdminJs();
  return [
    ...vendor,
    ['boot.js', await compileBoot()],
    ['mark.svg', await readFile(join(theme, 'mark.svg'))],
    ['logo.svg', await readFile(join(theme, 'logo.svg'))],
    ['inter-latin.woff2', await readFile(join(fonts, 'inter-latin-wght-normal.woff2'))],
    ['inter-latin-ext.woff2', await readFile(join(fonts, 'inter-latin-ext-wght-normal.woff2'))],
  ];
}

/** AdminJS reads both variables when it is imported, so the import comes after them. */
async function bundleWithAdminJs() {
  const folder = await mkdtemp(join(tmpdir(), 'panel-build-'));
  process.env.NODE_ENV = 'production';
  process.env.ADMIN_JS_TMP_DIR = folder;
  const log = console.log;
  console.log = () => undefined;
  try {
    const { default: AdminJS, ComponentLoader, Router } = await import('adminjs');
    const componentLoader = new ComponentLoader();
    const registry = JSON.parse(await readFile(join(components, 'registry.json'), 'utf8'));
    for (const how of ['add', 'override']) {
      for (const [name, file] of Object.entries(registry[how]))
        componentLoader[how](name, join(components, file));
    }
    await new AdminJS({ componentLoader, resources: [], databases: [] }).initialize();
    const bundles = Router.assets.filter(({ path }) => path.endsWith('.bundle.js'));
    if (bundles.length !== 4)
      throw new Error(`AdminJS names ${bundles.length} bundles where 4 were expected`);
    return await Promise.all(
      bundles.map(async ({ path, src }) => [path.slice(path.lastIndexOf('/') + 1), await readFile(src)]),
    );
  } finally {
    console.log = log;
    await rm(folder, { recursive: true, force: true });
  }
}

async function compileBoot() {
  const { transform } = await import('@swc/core');
  const source = await readFile(join(components, 'boot.ts'), 'utf8');
  const { code } = await transform(source, {
    swcrc: false,
    configFile: false,
    minify: true,
    isModule: true,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', minify: { compress: true, mangle: true } },
  });
  return Buffer.from(code);
}

/** Writes an asset under its hashed name, with its compressed forms when they pay. */
async function emit(folder, name, content) {
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
  const file = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  const type = types[name.slice(dot)];
  await writeFile(join(folder, file), content);
  const encodings = [];
  if (type !== types['.woff2'] && content.length > 512) {
    const [br, gz] = await Promise.all([brotli(content), promisify(gzip)(content, { level: 9 })]);
    await Promise.all([writeFile(join(folder, `${file}.br`), br), writeFile(join(folder, `${file}.gz`), gz)]);
    encodings.push('br', 'gz');
  }
  return { file, type, bytes: content.length, encodings };
}

/** Compressed vendor bundles are kept by their content: they change only with AdminJS's version. */
async function brotli(content) {
  const key = createHash('sha256').update(content).digest('hex').slice(0, 32);
  const kept = join(cache, `${key}.br`);
  if (existsSync(kept)) return readFile(kept);
  const result = await promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9, // 11 saves 12 % and costs 4 s of the first start
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  if (content.length > 100_000) await writeFile(kept, result);
  return result;
}

/** Beside the target first, then renamed: a running server never sees half a folder. */
async function copyTo(kept, target) {
  await mkdir(dirname(target), { recursive: true });
  const next = `${target}.next-${process.pid}`;
  await cp(kept, next, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(next, target);
}
