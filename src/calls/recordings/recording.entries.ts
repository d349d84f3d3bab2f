import { entryType } from '../../platform/history/entry-type.js';
import type { DropReason } from './recording.entity.js';

interface RecordingEntry {
  readonly recordingId: string;
  readonly [more: string]: string | number;
}

const WHY: Readonly<Record<DropReason, string>> = {
  upload_failed: 'its upload failed',
  consent_withdrawn: 'consent was withdrawn',
  expired: '90 days are over',
  closed: 'the account was closed',
  by_hand: 'by hand',
};

export const recordingClaimed = entryType<RecordingEntry>(
  'recording.claimed',
  () => 'Recording: upload began',
);
export const recordingStored = entryType<RecordingEntry>('recording.stored', () => 'Recording kept');
export const recordingLinked = entryType<RecordingEntry>('recording.linked', () => 'Recording linked');
export const recordingPlayed = entryType<RecordingEntry>('recording.played', () => 'Recording played');
export const recordingDropped = entryType<RecordingEntry & { readonly reason: DropReason }>(
  'recording.dropped',
  ({ reason }) => `Recording to be deleted: ${WHY[reason]}`,
);
export const recordingDeleted = entryType<RecordingEntry & { readonly reason: DropReason }>(
  'recording.deleted',
  ({ reason }) => `Recording deleted: ${WHY[reason]}`,
);
