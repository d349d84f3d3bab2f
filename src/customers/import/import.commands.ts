import { z } from 'zod';
import { command } from '../../platform/commands/command.js';
import { CustomerImport } from './customer-import.service.js';

export const importCustomers = command({
  name: 'customer.import',
  title: 'Import Customers',
  roles: ['ops', 'integration'],
  input: z.strictObject({
    csv: z.string().min(1, 'is empty').max(200_000, 'must not be longer than 200,000 characters').meta({
      title: 'CSV',
      description:
        'A header line with email, companyName, industry, country, timezone, contactName; if known phone, chat, website, agentInterest (marketing;trading), businessCase, duplicateReason.',
      widget: 'textarea',
    }),
    dryRun: z.boolean().default(true).meta({
      title: 'Dry run',
      description: 'Says what would become of each row, and changes nothing.',
    }),
  }),
  service: CustomerImport,
  run: (imports, tx, { input }) => imports.run(tx, input.csv, input.dryRun),
});
