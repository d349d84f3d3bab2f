import { defineEntity, p } from '@mikro-orm/core';
import { RECORDING_STATES } from './recording.states.js';

/** What a recording may be; told by its first bytes, never by its name. */
export const MEDIA_TYPES = ['video/mp4', 'video/webm'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const DROP_REASONS = ['upload_failed', 'consent_withdrawn', 'expired', 'closed', 'by_hand'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

const RecordingSchema = defineEntity({
  name: 'CallRecording',
  tableName: 'call_recording',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    callId: p.uuid(),
    status: p.enum(RECORDING_STATES),
    /** Where the file is: Appendix D's key; null for a link. */
    key: p.text().nullable(),
    /** What the store calls an upload that has not ended. */
    uploadRef: p.text().nullable(),
    /** Where the meeting tool keeps it; null for a file. */
    link: p.text().nullable(),
    mediaType: p.enum(MEDIA_TYPES).nullable(),
    bytes: p.integer().nullable(),
    /** System clock: when its upload began. */
    claimedAt: p.datetime(),
    /** Who began it; null for links and for what was there before this was kept. */
    claimedBy: p.text().nullable(),
    /** System clock: when its upload last said that it goes on; null before its first byte. */
    heardAt: p.datetime().nullable(),
    /** 90 days after the call began. */
    purgeAt: p.datetime(),
    dropReason: p.enum(DROP_REASONS).nullable(),
    deletedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'call_recording_call_idx', properties: ['callId', 'createdAt'] },
    {
      name: 'call_recording_key_key',
      expression:
        'create unique index "call_recording_key_key" on "call_recording" ("key") where status in (\'receiving\', \'stored\', \'deleting\')',
    },
    {
      name: 'call_recording_one_key',
      expression:
        'create unique index "call_recording_one_key" on "call_recording" ("call_id") where status in (\'receiving\', \'stored\', \'linked\')',
    },
    {
      name: 'call_recording_kept_idx',
      expression:
        'create index "call_recording_kept_idx" on "call_recording" ("purge_at") where status <> \'deleted\'',
    },
  ],
});

/** A recording of a call (runbook Appendix D). */
export class CallRecording extends RecordingSchema.class {}
RecordingSchema.setClass(CallRecording);

const PlaySchema = defineEntity({
  name: 'RecordingPlay',
  tableName: 'recording_play',
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    /** Who plays it; nobody else can by this row. */
    actorId: p.text(),
    until: p.datetime(),
  },
  indexes: [{ name: 'recording_play_recording_idx', properties: ['recordingId'] }],
});

/** One press of Play: the file may be read by parts until then. */
export class RecordingPlay extends PlaySchema.class {}
PlaySchema.setClass(RecordingPlay);
