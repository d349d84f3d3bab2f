import { commonErrors } from '../errors/common-errors.js';

/** Refuse (409) an edit that was drawn up on older values than the present ones. */
export function expectVersion(record: { readonly version: number }, version: number): void {
  if (record.version === version) return;
  throw commonErrors.version_conflict(
    `You edited version ${version}; the record is at version ${record.version}.`,
    {
      facts: { currentVersion: record.version },
    },
  );
}
