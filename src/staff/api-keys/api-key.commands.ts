import { z } from 'zod';
import { command, ShownOnce } from '../../platform/commands/command.js';
import { apiKeyAggregate } from '../staff.aggregate.js';
import { API_KEY_ROLES } from './api-key.entity.js';
import { ApiKeyService } from './api-key.service.js';

export const createApiKey = command({
  name: 'api-key.create',
  title: 'Create API key',
  roles: [],
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Say what uses the key.')
      .max(120)
      .meta({ title: 'Name', description: 'What uses it' }),
    role: z.enum(API_KEY_ROLES).meta({ title: 'Role' }),
    commands: z
      .array(z.string().max(80))
      .max(100)
      .optional()
      .meta({ title: 'Commands', description: 'For role integration: the only commands it may call' }),
  }),
  status: 201,
  service: ApiKeyService,
  run: async (keys, tx, { input }) => {
    const { id, name, key } = await keys.create(tx, input);
    return new ShownOnce({ id, name, key }, { id, name });
  },
});

export const revokeApiKey = command({
  name: 'api-key.revoke',
  title: 'Revoke API key',
  roles: [],
  aggregate: apiKeyAggregate,
  input: z.strictObject({}),
  service: ApiKeyService,
  check: (keys, tx, id) => keys.whyNotRevoke(tx, id),
  run: (keys, tx, { id }) => keys.revoke(tx, id),
});
