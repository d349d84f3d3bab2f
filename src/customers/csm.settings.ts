import { z } from 'zod';
import { setting } from '../platform/settings/setting.js';

/** Sarah Johnson, as the runbook's table was first filled in. */
export const FIRST_DEFAULT_CSM = '019c4f00-0000-7000-8000-000000000001';

/** Runbook Appendix C names nobody for sales. */
export const defaultCsm = setting<string>({
  key: 'customers.default-csm',
  title: 'Default customer success manager',
  help: 'Takes the customers of industries that nobody is named for (Appendix C).',
  section: 'Customers',
  schema: z.uuid('must be a customer success manager').meta({ title: 'Manager' }),
  default: FIRST_DEFAULT_CSM,
});
