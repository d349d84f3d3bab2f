import { defineErrors } from '../platform/errors/app-error.js';

export const escalationErrors = defineErrors({
  escalation_of_another_team: {
    status: 403,
    title: 'This escalation belongs to another team',
    hint: 'The team it was opened for acknowledges and resolves it; ask them in their channel.',
  },
});
