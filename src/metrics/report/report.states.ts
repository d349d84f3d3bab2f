import { defineStates } from '../../platform/state-machine/states.js';

export const REPORT_STATUSES = ['draft', 'sent'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export const reportStates = defineStates<ReportStatus>('report', 'draft', { draft: ['sent'], sent: [] });
