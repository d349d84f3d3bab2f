import React, { useEffect, useState } from 'react';
import type { RecordJSON } from 'adminjs';

import { fetchPanel, ProblemError, type Problem } from './api.js';
import { ProblemNote } from './problem-note.js';

const NUMBER = /^(?:c-?)?\d+$/i;
const SHOWN = 8;
/** People type faster than lists answer. */
const PAUSE_MS = 250;

export interface CustomerPickerProps {
  readonly chosen: string | null;
  readonly onChoose: (customerId: string) => void;
}

interface Found {
  readonly records: readonly RecordJSON[] | null;
  readonly problem: Problem | null;
}

/** Customers by name or number, the newest first where nothing is typed. */
function useFound(wanted: string): Found {
  const [found, setFound] = useState<Found>({ records: null, problem: null });
  useEffect(() => {
    const abort = new AbortController();
    const column = NUMBER.test(wanted) ? 'number' : 'companyName';
    const filter = wanted === '' ? '' : `&filters.${column}=${encodeURIComponent(wanted)}`;
    const ask = (): void =>
      void fetchPanel<{ readonly records: RecordJSON[] }>(
        `resources/customers/actions/list?perPage=${SHOWN}${filter}`,
        abort.signal,
      )
        .then(({ records }) => setFound({ records: records.slice(0, SHOWN), problem: null }))
        .catch((error: unknown) => {
          if (error instanceof ProblemError) setFound({ records: null, problem: error.problem });
        });
    const timer = window.setTimeout(ask, wanted === '' ? 0 : PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [wanted]);
  return found;
}

/** Finds a customer to fill something with. */
export function CustomerPicker({ chosen, onChoose }: CustomerPickerProps): React.JSX.Element {
  const [typed, setTyped] = useState('');
  const { records, problem } = useFound(typed.trim());
  return (
    <div className="w-field w-picker" role="search">
      <label htmlFor="picked-customer">Customer</label>
      <input
        id="picked-customer"
        type="search"
        placeholder="Search name or number"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
      />
      {problem ? <ProblemNote problem={problem} /> : null}
      {records?.length === 0 ? <p className="w-muted">No customer is called that.</p> : null}
      <div className="w-picks" role="group" aria-label="Customers found">
        {records?.map((record) => (
          <Pick key={record.id} record={record} isChosen={record.id === chosen} onChoose={onChoose} />
        ))}
      </div>
    </div>
  );
}

interface PickProps {
  readonly record: RecordJSON;
  readonly isChosen: boolean;
  readonly onChoose: (customerId: string) => void;
}

function Pick({ record, isChosen, onChoose }: PickProps): React.JSX.Element {
  const { number, companyName } = record.params as { readonly number: string; readonly companyName: string };
  return (
    <button type="button" className="w-pick" aria-pressed={isChosen} onClick={() => onChoose(record.id)}>
      <bdi>{companyName}</bdi> <span className="w-muted">{number}</span>
    </button>
  );
}
