import { defineErrors } from '../../platform/errors/app-error.js';

export const reportErrors = defineErrors({
  unknown_week: {
    status: 404,
    title: 'There is no such week',
    hint: 'Name an ISO week such as 2026-W07.',
  },
  unknown_report: {
    status: 404,
    title: 'There is no such report',
    hint: 'Open Weekly Reports and choose a week, or build its report there.',
  },
  report_week_ahead: {
    status: 409,
    title: 'This week has not begun',
    hint: 'Ask for the present week (a draft) or a past one.',
  },
  report_week_running: {
    status: 409,
    title: 'This week is still running',
    hint: 'Its report is a draft until the week ends; it is sent on Monday at 08:00.',
  },
  report_already_sent: {
    status: 409,
    title: 'This report was sent already',
    hint: 'Open Mails, find the report and press "Send again" there if somebody did not get it.',
  },
  report_without_readers: {
    status: 409,
    title: 'There is nobody to send it to',
    hint: 'Add an active staff member with the role leadership or admin, then send it again.',
  },
});
