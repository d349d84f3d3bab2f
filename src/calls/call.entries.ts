import { entryType } from '../platform/history/entry-type.js';
import type { CallKind } from './call.entity.js';

interface CallEntry {
  readonly kind: CallKind;
  readonly [more: string]: string | number;
}

export const CALL_NAMES: Readonly<Record<CallKind, string>> = {
  onboarding: 'Onboarding call',
  follow_up: 'Follow-up call',
  check_in: 'Day-5 check-in',
};

const said = (what: string) => (data: CallEntry) => `${CALL_NAMES[data.kind]} ${what}`;

export const callScheduled = entryType<CallEntry>('call.scheduled', said('scheduled'));
export const callRescheduled = entryType<CallEntry>('call.rescheduled', said('moved'));
export const callStarted = entryType<CallEntry>('call.started', said('started'));
export const callEnded = entryType<CallEntry>('call.ended', said('held'));
export const callMissed = entryType<CallEntry>('call.no_show', said('missed: nobody came'));
export const callCancelled = entryType<CallEntry>('call.cancelled', said('cancelled'));

export const callPeopleChanged = entryType<CallEntry>('call.attendees_changed', said('has other attendees'));
export const callRelinked = entryType<CallEntry>('call.relinked', said('has another meeting link'));
export const callTimesCorrected = entryType<CallEntry>(
  'call.times_corrected',
  said('has its start or end corrected'),
);
export const absenceCallsMoved = entryType<{
  readonly absenceId: string;
  readonly coverId: string;
  readonly calls: number;
  readonly atAnotherTime: number;
}>('csm.absence_calls_moved', ({ calls }) =>
  calls === 1 ? 'A call moved to whoever covers' : `${calls} calls moved to whoever covers`,
);
export const callConsent = entryType<CallEntry & { readonly answer: string }>(
  'call.consent',
  (data) => `${CALL_NAMES[data.kind]}: consent to recording ${data.answer}`,
);
export const callOutlook = entryType<CallEntry & { readonly outlook: string }>(
  'call.outlook',
  (data) => `${CALL_NAMES[data.kind]}: conversion ${data.outlook.replace('_', ' ')}`,
);
