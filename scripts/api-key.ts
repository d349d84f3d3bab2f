import { parseArgs } from 'node:util';
import { EXIT, UsageError, attached, explain } from '../src/attached.js';
import { CommandDispatcher } from '../src/platform/commands/command-dispatcher.js';
import { newId } from '../src/platform/ids/new-id.js';
import { OPERATOR } from '../src/platform/unit-of-work/actor.js';
import { API_KEY_ROLES } from '../src/staff/api-keys/api-key.entity.js';

const USAGE = `Usage: npm run api-key -- --name N --role R [--commands C,C,…]
Roles: ${API_KEY_ROLES.join(', ')}
A key with role integration names the commands it may call: --commands signup.create,credential.store`;

interface Order {
  readonly name: string;
  readonly role: string;
  readonly commands?: readonly string[];
}

/** @throws UsageError */
function understand(args: string[]): Order {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args, options: { name: option, role: option, commands: option } });
    const { name, role, commands } = values;
    const list = commands?.split(',').map((command) => command.trim());
    if (name && role) return { name, role, ...(list ? { commands: list } : {}) };
  } catch {
    // Unknown or incomplete options: the usage says it better.
  }
  throw new UsageError(USAGE);
}

/** Only the key goes to stdout: `KEY=$(npm run -s api-key -- --name ci --role ops)`. */
async function run(order: Order): Promise<void> {
  await attached(async (app) => {
    const dispatcher = app.get(CommandDispatcher, { strict: false });
    const call = { actor: OPERATOR, requestId: newId() };
    const { body } = await dispatcher.dispatch('api-key.create', '', order, call);
    const { id, key } = body as { id: string; key: string };
    process.stderr.write(`Key ${id} with role ${order.role}, shown this once:\n`);
    process.stdout.write(`${key}\n`);
    return EXIT.done;
  });
}

try {
  await run(understand(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
