/** A draft that nobody decided on is reminded of after so long. */
export const REMINDER_HOURS = 20;

/**
 * So many drafts of a customer's day are told at once, each by a mail of its own: all that a trial can make. Those
 * beyond are told together, by one mail the next morning.
 */
export const DRAFT_MAILS_A_DAY = 5;

/** A review link works until the decision, and at most 14 days (design 8). */
export const REVIEW_HOURS = 14 * 24;
