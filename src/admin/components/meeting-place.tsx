import React, { useContext } from 'react';

import type { MeetingPlace } from '../../calls/meeting-place-view.js';
import { FormOf } from './form-of.js';
import { useData } from './use-data.js';

/** Under a call's meeting link: where it takes place when the field stays empty, or that people would not know. */
export function MeetingPlaceHelp({ isEmpty }: { readonly isEmpty: boolean }): React.JSX.Element | null {
  const { subjectId } = useContext(FormOf);
  const { data } = useData<MeetingPlace>(`customers/${encodeURIComponent(subjectId ?? '')}/meeting-place`);
  if (!data || !isEmpty) return null;
  if (data.link)
    return (
      <p className="w-help">
        Empty: {data.link} ({data.of ? `${data.of}’s usual link` : 'the usual link of Settings'}).
      </p>
    );
  return (
    <p className="w-warning" role="status">
      No usual meeting link is set: the invite would name no place. Fill it in here, or set one in Settings
      &gt; Calls.
    </p>
  );
}
