import { useEffect } from 'react';

import { businessNow, panel } from './panel-global.js';
import { readerZone, relative } from './when.js';

/** "It stands at 29 Nov 2026, 10:32 (Asia/Kolkata), moved 3 days ahead." */
export function clockWords(): string {
  const now = new Date(businessNow()).toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  });
  const moved = panel().clockOffsetMs || 0;
  const ahead = moved < 60_000 ? 'not moved' : `moved ${relative(moved, 0).replace(/^in /, '')} ahead`;
  return `It stands at ${now} (${readerZone()}), ${ahead}.`;
}

/** Keeps the banner of the sandbox saying where its clock stands; elsewhere there is no such banner. */
export function useSandboxClock(): void {
  useEffect(() => {
    const place = document.querySelector('.w-banner [data-clock]');
    if (!place) return undefined;
    const say = (): void => void (place.textContent = clockWords());
    say();
    const timer = window.setInterval(say, 15_000);
    return () => window.clearInterval(timer);
  }, []);
}
