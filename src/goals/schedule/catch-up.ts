/** What is done about runs that an outage kept from being started: never a burst (design 4, goal run). */
export const CATCH_UPS = ['one', 'none'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

export const CATCH_UP_WORDS: Readonly<Record<CatchUp, string>> = {
  one: 'Run once, for the newest missed time',
  none: 'Leave missed runs out',
};
