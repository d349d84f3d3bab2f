/** Runbook Step 11, word for word: shown when a customer's first run is completed. */
export const FIRST_TASK_COMPLETED =
  'Your agent just completed its first task! Review the draft and approve when ready.';
