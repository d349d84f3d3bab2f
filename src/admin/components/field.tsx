import React from 'react';

import { Control } from './controls.js';
import { chosen, rowsOf, withRow, type Draft } from './form-draft.js';
import { instantOf } from './form-values.js';
import { MeetingPlaceHelp } from './meeting-place.js';
import { NextRuns } from './next-runs.js';
import { isNeeded, rowFieldsOf, type Field } from './schema.js';
import { ZoneHelp } from './zones.js';

export interface FieldProps {
  readonly field: Field;
  readonly idPrefix: string;
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  readonly onChange: (path: string, value: Draft[string]) => void;
}

/** One field of a form: label, input, help, error. Groups draw their own fields inside. */
export function FieldInput(props: FieldProps): React.JSX.Element | null {
  const { field, idPrefix, errors } = props;
  if (field.kind === 'hidden') return null;
  if (field.kind === 'group') return <Group {...props} inside={field.children} help={field.help} />;
  if (field.kind === 'rows') return <Rows {...props} />;
  if (field.choice) {
    const { selector, fieldsOf, starts } = field.choice;
    const asked = fieldsOf[chosen(props.draft, selector)];
    if (starts)
      return (
        <Group {...props} inside={asked ?? []} help={asked ? null : `Choose first: ${selector.label}.`} />
      );
    return (
      <div className="w-pair">
        {[selector, ...(asked ?? [])].map((child) => (
          <FieldInput {...props} key={child.path} field={child} />
        ))}
        {field.schema.widget === 'schedule' ? <NextRuns field={field} draft={props.draft} /> : null}
      </div>
    );
  }
  const id = `${idPrefix}-${field.path}`;
  const error = errors[field.path];
  return (
    <div className={error ? 'w-field w-field-wrong' : 'w-field'}>
      {field.kind === 'boolean' ? null : <FieldLabel id={id} field={field} />}
      <Control {...props} id={id} />
      {field.kind === 'datetime' ? <ZoneHelp instant={instantOf(props.draft, field)} /> : null}
      {field.schema.widget === 'meeting_place' ? (
        <MeetingPlaceHelp isEmpty={!props.draft[field.path]} />
      ) : null}
      {field.help ? <p className="w-help">{field.help}</p> : null}
      {error ? (
        <p className="w-field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

function Group({
  inside,
  help,
  ...props
}: FieldProps & { readonly inside: readonly Field[]; readonly help: string | null }): React.JSX.Element {
  return (
    <fieldset className="w-group">
      <legend>{props.field.label}</legend>
      {help ? <p className="w-help">{help}</p> : null}
      <div className={inside.every(({ kind }) => kind === 'time') ? 'w-pair' : 'w-form'}>
        {inside.map((child) => (
          <FieldInput {...props} key={child.path} field={child} />
        ))}
      </div>
    </fieldset>
  );
}

function FieldLabel({ id, field }: { readonly id: string; readonly field: Field }): React.JSX.Element {
  return (
    <label htmlFor={id}>
      {field.label}
      {isNeeded(field) ? (
        <span className="w-required" title="needed">
          {' '}
          *
        </span>
      ) : null}
    </label>
  );
}

interface RowProps extends FieldProps {
  readonly row: string;
  readonly name: string;
  readonly onRemove: () => void;
}

function Row({ row, name, onRemove, ...props }: RowProps): React.JSX.Element {
  return (
    <div className="w-entry" role="group" aria-label={name}>
      {rowFieldsOf(props.field, row).map((child) => (
        <FieldInput {...props} key={child.path} field={child} />
      ))}
      <button
        type="button"
        className="w-icon-button"
        aria-label={`Remove ${name.toLowerCase()}`}
        disabled={props.disabled}
        onClick={onRemove}
      >
        ×
      </button>
    </div>
  );
}

/** A list of objects: each entry its own fields, to add and to take away. */
function Rows(props: FieldProps): React.JSX.Element {
  const { field, draft, errors, disabled, onChange } = props;
  const rows = rowsOf(draft, field);
  const entry = field.schema.items?.title ?? 'entry';
  const error = errors[field.path];
  const add = (): void => {
    for (const [path, value] of Object.entries(withRow(draft, field))) onChange(path, value);
  };
  const remove = (row: string): void =>
    onChange(
      field.path,
      rows.filter((one) => one !== row),
    );
  return (
    <fieldset
      className="w-group"
      aria-describedby={error ? `${props.idPrefix}-${field.path}-error` : undefined}
    >
      <legend>{field.label}</legend>
      {field.help ? <p className="w-help">{field.help}</p> : null}
      {rows.map((row, at) => (
        <Row {...props} key={row} row={row} name={`${entry} ${at + 1}`} onRemove={() => remove(row)} />
      ))}
      {error ? (
        <p className="w-field-error" id={`${props.idPrefix}-${field.path}-error`}>
          {error}
        </p>
      ) : null}
      <button
        type="button"
        className="w-button"
        disabled={disabled || rows.length >= (field.schema.maxItems ?? Infinity)}
        onClick={add}
      >
        Add {entry.toLowerCase()}
      </button>
    </fieldset>
  );
}
