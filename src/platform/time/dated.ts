const FIRST = Date.UTC(1900, 0, 1);
const BEHIND = Date.UTC(2200, 0, 1);

/** Whether an instant is one that people ask for (1900 to 2199), which every column and calendar can hold. */
export const isDated = (instant: Date): boolean => instant.getTime() >= FIRST && instant.getTime() < BEHIND;
