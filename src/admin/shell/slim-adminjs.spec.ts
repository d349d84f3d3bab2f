import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { projectRoot } from '../../platform/process/project-root.js';

/** In a process of its own: module hooks do nothing inside Jest. Node strips this file's types itself. */
function run(body: string): { ok: boolean; text: string } {
  const file = join(projectRoot(), 'src/admin/shell/slim-adminjs.ts');
  const script = `import { withSlimAdminJs } from ${JSON.stringify(file)};\n${body}`;
  const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', ADMIN_JS_SKIP_BUNDLE: 'true' };
  const options = { cwd: projectRoot(), env, encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    return { ok: true, text: execFileSync(process.execPath, ['--input-type=module', '-e', script], options) };
  } catch (error) {
    return { ok: false, text: String((error as { stderr?: unknown }).stderr) };
  }
}

describe('AdminJS without its bundler and front end', () => {
  it('still has what the panel uses, in a fraction of the memory', () => {
    const { text } = run(`
      const before = process.memoryUsage().rss;
      const adminJs = await withSlimAdminJs(() => import('adminjs'));
      const design = await import('@adminjs/design-system');
      const admin = new adminJs.AdminJS({ resources: [] });
      const store = await adminJs.initializeStore(admin, { email: 'a@example.com' });
      console.log(JSON.stringify({
        grown: (process.memoryUsage().rss - before) / 1e6,
        session: store.getState().session.email,
        theme: design.combineStyles({ colors: { bg: 'pine' } }).colors.bg,
      }));`);
    const result = JSON.parse(text) as { grown: number; session: string; theme: string };
    expect(result).toMatchObject({ session: 'a@example.com', theme: 'pine' });
    expect(result.grown).toBeLessThan(70); // stock: about 190 MB
  }, 30_000);

  it('says so when a part was not replaced', () => {
    const { ok, text } = run('await withSlimAdminJs(async () => 1);');
    expect(ok).toBe(false);
    expect(text).toMatch(/not replaced: .*components\.bundler\.js/);
  }, 30_000);
});
