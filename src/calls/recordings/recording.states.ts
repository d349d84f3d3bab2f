import { defineStates } from '../../platform/state-machine/states.js';

export const RECORDING_STATES = [
  'receiving',
  'stored',
  'linked',
  'deleting',
  'to_delete',
  'deleted',
] as const;
export type RecordingStatus = (typeof RECORDING_STATES)[number];

/** A file is deleted by us (`deleting`), what a link leads to by a person who says so (`to_delete`). */
export const recordingStates = defineStates<RecordingStatus>('recording', 'receiving', {
  receiving: ['stored', 'deleting'],
  stored: ['deleting'],
  linked: ['to_delete'],
  deleting: ['deleted'],
  to_delete: ['deleted'],
  deleted: [],
});
