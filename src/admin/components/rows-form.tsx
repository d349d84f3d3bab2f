import React, { useState } from 'react';

import type { RowOutcome, RowsOutcome } from '../../platform/commands/many-rows.js';
import { Badge, type Tone } from './badge.js';
import { CommandForm, type CommandFormProps } from './command-form.js';
import { RecordLink } from './record-data.js';
import { Told } from './told.js';

export interface RowsFormProps extends CommandFormProps {
  /** List whose records the rows are. */
  readonly list: string;
}

/** A command for many: its form, and then what became of each row. After a dry run the form stays. */
export function RowsForm({ list, onKept, ...props }: RowsFormProps): React.JSX.Element {
  const [outcome, setOutcome] = useState<RowsOutcome | null>(null);
  const done = (result: unknown): void => {
    const settled = result as RowsOutcome;
    setOutcome(settled);
    if (!settled.dryRun) onKept?.(settled);
  };
  const isDone = outcome?.dryRun === false;
  return (
    <div className="w-rows">
      {isDone ? null : <CommandForm {...props} onDone={done} />}
      {outcome ? <Outcome {...outcome} list={list} /> : null}
      {isDone ? (
        <div className="w-form-buttons">
          <button type="button" className="w-button w-button-primary" autoFocus onClick={props.onCancel}>
            Close
          </button>
        </div>
      ) : null}
    </div>
  );
}

const BECOMES: Readonly<Record<RowOutcome['result'], readonly [dry: string, done: string, Tone]>> = {
  done: ['Can be done', 'Done', 'good'],
  skipped: ['Skipped', 'Skipped', 'quiet'],
  refused: ['Refused', 'Refused', 'bad'],
};

function Outcome(props: RowsOutcome & { readonly list: string }): React.JSX.Element {
  const { dryRun, done, skipped, refused, rows, list } = props;
  const parts = [
    `${done} ${dryRun ? 'can be done' : 'done'}`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  return (
    <section aria-label="What becomes of each row">
      <p className="w-import-sum" role="status">
        <b>{rows.length === 0 ? 'There is none.' : `${parts.join(', ')}.`}</b>{' '}
        {dryRun ? <span className="w-muted">Nothing is changed yet.</span> : null}
      </p>
      <ul className="w-rows-list">
        {rows.map((row) => (
          <Row key={row.id} {...{ row, dryRun, list }} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly row: RowOutcome;
  readonly dryRun: boolean;
  readonly list: string;
}

function Row({ row, dryRun, list }: RowProps): React.JSX.Element {
  const { id, name, result, why } = row;
  const [dry, done, tone] = BECOMES[result];
  return (
    <li data-result={result}>
      <RecordLink {...{ list, id }}>{name}</RecordLink>
      <Badge state={result} tone={tone}>
        {dryRun ? dry : done}
      </Badge>
      {why === null ? null : (
        <p>
          <Told text={why} />
        </p>
      )}
    </li>
  );
}
