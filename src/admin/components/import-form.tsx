import React, { useState } from 'react';

import type { ImportedRow, ImportResult } from '../../customers/import/import-view.js';
import { Badge, type Tone } from './badge.js';
import type { CommandFormProps } from './command-form.js';
import { ProblemNote } from './problem-note.js';
import { RecordLink } from './record-data.js';
import { useCommand } from './use-command.js';

/** What is to be imported, and what the rows of exactly this text would become or became. */
interface Import {
  readonly text: string;
  readonly result: ImportResult | null;
  readonly type: (text: string) => void;
  readonly command: ReturnType<typeof useCommand>;
  readonly send: (dryRun: boolean) => void;
}

function useImport({ command: name, onKept }: CommandFormProps): Import {
  const [text, setText] = useState('');
  const [result, setResult] = useState<ImportResult | null>(null);
  const command = useCommand(name, null, (answer) => {
    const settled = answer as ImportResult;
    setResult(settled);
    if (!settled.dryRun) onKept?.(settled);
  });
  const type = (typed: string): void => {
    setText(typed);
    setResult(null);
    command.clear();
  };
  const send = (dryRun: boolean): void => {
    command.clear();
    void command.run({ csv: text, dryRun });
  };
  return { text, result, type, command, send };
}

/** Customers from a file: the first press says what would become of each row, the second makes them. */
export function ImportForm(props: CommandFormProps): React.JSX.Element {
  const { text, result, type, command, send } = useImport(props);
  const { running, problem, clear } = command;
  const isDone = result?.dryRun === false;
  const canImport = result?.dryRun === true && result.made > 0;
  return (
    <form
      className="w-form w-import"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && text.trim() !== '') send(!canImport);
      }}
    >
      {isDone ? null : <Source {...{ text, type }} schema={props.schema} disabled={running} />}
      {result ? <Outcome {...result} /> : null}
      {problem ? <ProblemNote problem={problem} onClose={clear} /> : null}
      <div className="w-form-buttons">
        <button type="button" className="w-button" disabled={running} onClick={props.onCancel}>
          {isDone ? 'Close' : 'Cancel'}
        </button>
        {isDone ? null : (
          <button
            type="submit"
            className="w-button w-button-primary"
            disabled={running || text.trim() === ''}
            aria-busy={running}
          >
            {running ? <span className="w-spinner" aria-hidden="true" /> : null}
            {canImport ? `Import ${counted(result.made, 'customer')}` : 'Check the rows'}
          </button>
        )}
      </div>
    </form>
  );
}

interface SourceProps extends Pick<CommandFormProps, 'schema'> {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly disabled: boolean;
}

/** A file, or what was copied out of a sheet. */
function Source({ text, type, schema, disabled }: SourceProps): React.JSX.Element {
  const { description, maxLength } = schema.properties?.['csv'] ?? {};
  const [large, setLarge] = useState<string | null>(null);
  const choose = async (file: File): Promise<void> => {
    const read = await file.text();
    const isTooLong = maxLength !== undefined && read.length > maxLength;
    setLarge(isTooLong ? `${file.name} is too long for one import: split it.` : null);
    if (!isTooLong) type(read);
  };
  return (
    <>
      <div className="w-field">
        <label htmlFor="import-file">CSV file</label>
        <input
          id="import-file"
          type="file"
          accept=".csv,text/csv,text/plain"
          disabled={disabled}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void choose(file);
          }}
        />
        {large ? <p className="w-field-error">{large}</p> : null}
      </div>
      <Paste {...{ text, type, disabled }} help={description} />
    </>
  );
}

interface PasteProps extends Omit<SourceProps, 'schema'> {
  readonly help: string | undefined;
}

function Paste({ text, type, disabled, help }: PasteProps): React.JSX.Element {
  return (
    <div className="w-field">
      <label htmlFor="import-text">Or paste its rows</label>
      <textarea
        id="import-text"
        rows={6}
        spellCheck={false}
        disabled={disabled}
        value={text}
        placeholder="email,companyName,industry,country,timezone,contactName"
        onChange={({ target }) => type(target.value)}
      />
      {help ? <p className="w-help">{help}</p> : null}
    </div>
  );
}

const BECOMES: Readonly<Record<ImportedRow['result'], readonly [dry: string, done: string, Tone]>> = {
  made: ['OK', 'Imported', 'good'],
  skipped: ['Skipped', 'Skipped', 'quiet'],
  refused: ['Refused', 'Refused', 'bad'],
};

/** Row by row: taken, skipped because it is done, or each thing that is wrong with it. */
function Outcome({ dryRun, made, skipped, refused, rows }: ImportResult): React.JSX.Element {
  const parts = [
    `${made} ${dryRun ? 'can be imported' : 'imported'}`,
    ...(skipped > 0 ? [`${skipped} skipped, there already`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  const stayOut = refused > 0 && made > 0 ? ' The refused rows stay out: correct and import them later.' : '';
  return (
    <section aria-label="What becomes of each row">
      <p className="w-import-sum" role="status">
        <b>{parts.join(', ')}.</b>{' '}
        {dryRun ? <span className="w-muted">Nothing is changed yet.{stayOut}</span> : null}
      </p>
      <div className="w-import-rows">
        <table>
          <thead>
            <tr>
              <th>Row</th>
              <th>Company</th>
              <th>Result</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.line} {...{ row, dryRun }} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ row, dryRun }: { readonly row: ImportedRow; readonly dryRun: boolean }): React.JSX.Element {
  const [dry, done, tone] = BECOMES[row.result];
  const { line, company, id, number, why, problems } = row;
  return (
    <tr data-result={row.result}>
      <td className="w-number">{line}</td>
      <td>
        {company ?? <span className="w-muted">—</span>}
        {id ? (
          <>
            {' '}
            <RecordLink list="customers" id={id}>
              {number}
            </RecordLink>
          </>
        ) : null}
      </td>
      <td>
        <Badge state={row.result} tone={tone}>
          {dryRun ? dry : done}
        </Badge>
      </td>
      <td>
        {problems.length > 1 ? (
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        ) : (
          why
        )}
      </td>
    </tr>
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
