import React, { useEffect, useState } from 'react';

import type { CallSessionView } from '../../onboarding/call-view.js';
import { businessNow } from './panel-global.js';
import { When } from './when.js';

/** The runbook's figure for a whole onboarding: 30 to 45 minutes. */
const LONGEST_MINUTES = 45;
const MINUTE = 60_000;

/** The business clock, each second while `runs`. */
function useClock(runs: boolean): number {
  const [now, setNow] = useState(businessNow);
  useEffect(() => {
    if (!runs) return undefined;
    setNow(businessNow());
    const timer = window.setInterval(() => setNow(businessNow()), 1000);
    return () => window.clearInterval(timer);
  }, [runs]);
  return now;
}

/** "12:05", "1:02:05". */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** How long the call has lasted of its planned time, and how much hands-on time this onboarding took so far. */
export function Stopwatch({ call }: { readonly call: CallSessionView }): React.JSX.Element {
  const runs = call.startedAt !== null && call.endedAt === null;
  const now = useClock(runs || call.status === 'scheduled');
  const end = call.endedAt ? Date.parse(call.endedAt) : now;
  const ms = call.startedAt ? end - Date.parse(call.startedAt) : 0;
  const planned = call.plannedMinutes * MINUTE;
  const over = ms > planned;
  return (
    <section className={`w-card w-stopwatch${over ? ' w-stopwatch-over' : ''}`} aria-label="Stopwatch">
      <p className="w-stopwatch-time" role="timer">
        {clockText(ms)} <small>of {call.plannedMinutes}:00</small>
      </p>
      <progress
        value={Math.min(ms, planned)}
        max={planned}
        aria-label={`Minutes of ${call.plannedMinutes}`}
      />
      <p className="w-muted">
        <Standing call={call} over={ms - planned} />
      </p>
      {call.kind === 'check_in' ? null : <HandsOn call={call} ms={ms} />}
    </section>
  );
}

function Standing({
  call,
  over,
}: {
  readonly call: CallSessionView;
  readonly over: number;
}): React.JSX.Element {
  if (call.endedAt) return <>{over > 0 ? `Ended, ${clockText(over)} over` : 'Ended in time'}</>;
  if (call.startedAt)
    return (
      <>
        Began <When at={call.startedAt} />
        {over > 0 ? `, ${clockText(over)} over` : ''}
      </>
    );
  if (call.status !== 'scheduled') return <>It did not take place.</>;
  return (
    <>
      Begins <When at={call.startsAt} ago />
    </>
  );
}

/** The runbook's estimate is 30–45 minutes a customer, over all calls. */
function HandsOn({ call, ms }: { readonly call: CallSessionView; readonly ms: number }): React.JSX.Element {
  const total = ms + call.otherCallsMs;
  const calls = call.otherCalls + (ms > 0 ? 1 : 0);
  return (
    <p className="w-hands-on">
      <span>Hands-on time of this onboarding</span>
      <b className={total > LONGEST_MINUTES * MINUTE ? 'w-late' : undefined}>{clockText(total)}</b>
      <span className="w-muted">
        {calls === 0 ? 'no call held yet' : calls === 1 ? 'on 1 call' : `on ${calls} calls`}; estimate 30–45
        minutes
      </span>
    </p>
  );
}
