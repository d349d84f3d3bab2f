import { defineErrors } from '../platform/errors/app-error.js';

export const panelErrors = defineErrors({
  page_not_found: {
    status: 404,
    title: 'There is no such page',
    hint: 'Check the address, or start from the panel’s first page.',
  },
  page_forbidden: {
    status: 403,
    title: 'This page is not open to your role',
    hint: 'Ask an admin if you need it.',
  },
  list_query_refused: {
    status: 400,
    title: 'This list cannot be shown as asked',
    hint: 'Remove these parts from the address, or choose filters on the page.',
  },
});
