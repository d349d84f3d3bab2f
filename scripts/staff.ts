import { parseArgs } from 'node:util';
import { EXIT, UsageError, attached, explain } from '../src/attached.js';
import { CommandDispatcher } from '../src/platform/commands/command-dispatcher.js';
import { commonErrors } from '../src/platform/errors/common-errors.js';
import { newId } from '../src/platform/ids/new-id.js';
import { OPERATOR, STAFF_ROLES } from '../src/platform/unit-of-work/actor.js';
import type { GivenAccess } from '../src/staff/staff.service.js';
import { StaffQueries } from '../src/staff/staff.queries.js';

const USAGE = `Usage: npm run staff -- add --email E --name N --role R
       npm run staff -- reset --email E
Roles: ${STAFF_ROLES.join(', ')}`;

interface Order {
  readonly verb: 'add' | 'reset';
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

/** @throws UsageError */
function understand(args: string[]): Order {
  const option = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { email: option, name: option, role: option },
    });
    const [verb] = positionals;
    const { email, name = '', role = '' } = values;
    const whole = verb === 'add' ? name !== '' && role !== '' : verb === 'reset';
    if (positionals.length === 1 && whole && email !== undefined)
      return { verb: verb as Order['verb'], email, name, role };
  } catch {
    // Unknown or incomplete options: the usage says it better.
  }
  throw new UsageError(USAGE);
}

async function run({ verb, email, name, role }: Order): Promise<void> {
  await attached(async (app) => {
    const id = verb === 'reset' ? await app.get(StaffQueries, { strict: false }).idOf(email) : '';
    if (id === undefined) throw commonErrors.not_found(`There is no staff account of ${email}.`);
    const input = verb === 'add' ? { email, name, role } : {};
    const dispatcher = app.get(CommandDispatcher, { strict: false });
    const { body } = await dispatcher.dispatch(`staff.${verb}`, id, input, {
      actor: OPERATOR,
      requestId: newId(),
    });
    const access = body as GivenAccess;
    process.stdout.write(
      `${verb === 'add' ? 'Added' : 'Reset'} ${access.email} (${access.role}). Temporary password: ${access.temporaryPassword}\n` +
        'It is shown this once, and changed at the first login.\n',
    );
    return EXIT.done;
  });
}

try {
  await run(understand(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
