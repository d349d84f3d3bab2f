import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { AbsenceCallsView } from '../../calls/absences/absence-calls-view.js';
import { NotYet, RecordLink } from './record-data.js';
import { useData } from './use-data.js';
import { When } from './when.js';

const CALLS: Readonly<Record<Call['kind'], string>> = {
  onboarding: 'Onboarding call',
  follow_up: 'Follow-up call',
  check_in: 'Day-5 check-in',
};

/** As the browser gets it: instants are ISO 8601 text. */
type Call = Omit<AbsenceCallsView['calls'][number], 'startsAt'> & { readonly startsAt: string };
type View = Omit<AbsenceCallsView, 'calls'> & { readonly calls: readonly Call[] };

/** The calls that fall into an absence; the button above moves them to the cover. */
export default function AbsenceCalls({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const { data, problem } = useData<View>(`csm-absences/${encodeURIComponent(String(record.id))}/calls`);
  if (!data) return <NotYet problem={problem} />;
  const { manager, cover, calls } = data;
  if (calls.length === 0)
    return (
      <div className="w-card">
        <p>No call of {manager} falls into this absence.</p>
        <p className="w-muted">New calls go to {cover} meanwhile.</p>
      </div>
    );
  return (
    <section className="w-card" aria-label="Calls inside the absence">
      <p>
        <b>
          {calls.length === 1 ? 'One call falls' : `${calls.length} calls fall`} into this absence of{' '}
          {manager}.
        </b>{' '}
        Move Calls to Cover gives {calls.length === 1 ? 'it' : 'them'} to {cover}: everybody gets a new
        invite, and where {cover} has no time at that hour, the first free one.
      </p>
      <ul className="w-items">
        {calls.map((call) => (
          <Inside key={call.id} {...call} />
        ))}
      </ul>
    </section>
  );
}

function Inside({ id, customerId, companyName, customerNumber, kind, startsAt }: Call): React.JSX.Element {
  return (
    <li>
      <div>
        <RecordLink list="customers" id={customerId}>
          {companyName} ({customerNumber})
        </RecordLink>
        <p className="w-muted">{CALLS[kind]}</p>
      </div>
      <div className="w-items-side">
        <RecordLink list="calls" id={id}>
          <When at={startsAt} />
        </RecordLink>
      </div>
    </li>
  );
}
