import React, { useEffect, useRef, useState } from 'react';
import type { RecordJSON } from 'adminjs';

import type { ChosenRow } from '../../platform/commands/many-rows.js';

/** Which rows of a page are ticked; turning the page unticks them. */
export interface Ticks {
  readonly records: readonly RecordJSON[];
  readonly isTicked: (record: RecordJSON) => boolean;
  readonly tick: (record: RecordJSON, on: boolean) => void;
  readonly tickAll: (on: boolean) => void;
  readonly chosen: readonly ChosenRow[];
}

export function useTicks(records: readonly RecordJSON[]): Ticks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setIds(new Set()), [records]);
  const isTicked = ({ id }: RecordJSON): boolean => ids.has(String(id));
  return {
    records,
    isTicked,
    tick: ({ id }, on) =>
      setIds((held) => new Set([...held].filter((one) => one !== String(id)).concat(on ? [String(id)] : []))),
    tickAll: (on) => setIds(new Set(on ? records.map(({ id }) => String(id)) : [])),
    chosen: records.filter(isTicked).map(({ id, params }) => ({
      id: String(id),
      version: Number((params as Record<string, unknown>)['version']),
    })),
  };
}

export interface TickProps {
  readonly ticks: Ticks;
  readonly record: RecordJSON;
}

/** The box of one row, named by the row's title. */
export function Tick({ ticks, record }: TickProps): React.JSX.Element {
  return (
    <label className="w-tick-box">
      <input
        type="checkbox"
        checked={ticks.isTicked(record)}
        onChange={({ target }) => ticks.tick(record, target.checked)}
      />
      <span className="w-sr">Select {record.title}</span>
    </label>
  );
}

/** Every row of the page; half ticked while some are. */
export function TickAll({ records, chosen, tickAll }: Ticks): React.JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const isSome = chosen.length > 0 && chosen.length < records.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <label className="w-tick-box">
      <input
        ref={box}
        type="checkbox"
        checked={chosen.length > 0 && !isSome}
        onChange={() => tickAll(chosen.length < records.length)}
      />
      <span className="w-sr">Select all on this page</span>
    </label>
  );
}
