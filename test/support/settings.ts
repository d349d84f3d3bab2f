import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { OPERATOR } from '../../src/platform/unit-of-work/actor.js';
import type { TestApp } from './app.js';

/** Change a setting as an admin would, whatever its version is. */
export async function changeSetting(
  { app, sql }: Pick<TestApp, 'app' | 'sql'>,
  key: string,
  value: unknown,
): Promise<void> {
  const [row] = await sql<{ version: number }>('select version from setting where key = ?', [key]);
  const input = { key, version: row?.version ?? 0, value };
  await app
    .get(CommandDispatcher)
    .dispatch('setting.change', '', input, { actor: OPERATOR, requestId: 'test' });
}
