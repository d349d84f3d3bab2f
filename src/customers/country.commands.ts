import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { CountryRelease } from './country-release.service.js';
import { customerAggregate } from './customer.aggregate.js';
import { reason } from './customer.schema.js';

export const releaseCountry = command({
  name: 'customer.release-country',
  title: 'Release Country',
  roles: ['ops', 'security'],
  aggregate: customerAggregate,
  input: z.strictObject({ reason }),
  service: CountryRelease,
  check: (countries, tx, id) => countries.whyNot(tx, id),
  run: (countries, tx, { id, input }) => countries.release(tx, id, input.reason),
});
