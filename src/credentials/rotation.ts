const DAY = 86_400_000;

/** Keys are replaced every 90 days (runbook, Step 7: security reminders). */
export const ROTATION_DAYS = 90;

/** When a secret given at `setAt` must have been replaced. */
export const rotateBy = (setAt: Date): Date => new Date(setAt.getTime() + ROTATION_DAYS * DAY);
