import { z } from 'zod';
import { COMMANDS } from '../../../src/commands.js';
import { runbooks } from '../../../src/onboarding/runbook.js';
import { blankFacts, wholeFacts } from '../../support/facts.js';

const table: Readonly<Record<string, { input: z.ZodType } | undefined>> = COMMANDS;
const offers = runbooks().flatMap(({ steps }) =>
  steps.flatMap(({ id, commands }) => commands.map((offer) => ({ id, offer }))),
);

describe('The commands that move the runbook on', () => {
  it.each(offers.map(({ id, offer }) => [id, offer.command, offer] as const))(
    'step %s: %s exists, and takes what the step fills in',
    (_id, name, offer) => {
      const command = table[name];
      expect(command).toBeDefined();
      const schema = z.toJSONSchema(command?.input ?? z.never(), { io: 'input', unrepresentable: 'any' });
      const known = Object.keys(schema.properties ?? {});
      for (const facts of [blankFacts, wholeFacts]) {
        const special = Object.keys(offer.fields?.(facts) ?? {});
        expect([...(offer.fixed ?? []), ...special].filter((field) => !known.includes(field))).toEqual([]);
      }
      if (schema.required?.includes('version'))
        expect(offer.defaults?.(wholeFacts)).toHaveProperty('version');
    },
  );
});
