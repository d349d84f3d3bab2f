import { z } from 'zod';
import { customerAggregate } from '../customers/customer.aggregate.js';
import { command } from '../platform/commands/command.js';
import { TickService } from './progress/tick.service.js';
import { runbooks, tickLines } from './runbook.js';

const LINES = [...new Set(runbooks().flatMap((runbook) => tickLines(runbook).map(({ id }) => id)))];

/** The runbook's lines that are said to the customer, ticked a section at a time. */
export const tickLinesSaid = command({
  name: 'customer.tick',
  title: 'Tick',
  roles: ['ops', 'csm'],
  aggregate: customerAggregate,
  input: z.strictObject({
    lines: z
      .array(z.enum(LINES as [string, ...string[]]))
      .min(1)
      .max(50)
      .meta({ title: 'Lines' }),
    done: z.boolean().default(true).meta({ title: 'Said' }),
  }),
  service: TickService,
  run: (ticks, tx, { id, input }) => ticks.set(tx, id, input.lines, input.done),
});
