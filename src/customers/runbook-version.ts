/** The runbook that a new customer starts under; a customer keeps it. */
export const RUNBOOK_VERSION = '1.0';
