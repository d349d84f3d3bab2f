import { entryType } from '../platform/history/entry-type.js';
import type { CallKind } from './call.entity.js';

interface CallEntry {
  readonly kind: CallKind;
  readonly [more: string]: string | number;
}

export const CALL_NAMES: Readonly<Record<CallKind, string>> = {
  onboarding: 'Onboarding call',
  check_in: 'Day-5 check-in',
};

const said = (what: string) => (data: CallEntry) => `${CALL_NAMES[data.kind]} ${what}`;

export const callScheduled = entryType<CallEntry>('call.scheduled', said('scheduled'));
export const callRescheduled = entryType<CallEntry>('call.rescheduled', said('moved'));
export const callStarted = entryType<CallEntry>('call.started', said('started'));
export const callEnded = entryType<CallEntry>('call.ended', said('held'));
export const callMissed = entryType<CallEntry>('call.no_show', said('missed: nobody came'));
export const callCancelled = entryType<CallEntry>('call.cancelled', said('cancelled'));
