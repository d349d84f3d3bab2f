import React from 'react';

import type { FieldProps } from './field.js';
import type { Draft } from './form-draft.js';
import { moneyEcho } from './form-values.js';
import { panel } from './panel-global.js';
import { ReferenceInput } from './reference.js';
import { isNeeded } from './schema.js';
import { suggestionsOf } from './suggestions.js';

export type ControlProps = FieldProps & { readonly id: string };

/** The input of one field, by its kind. */
export function Control(props: ControlProps): React.JSX.Element {
  const { field } = props;
  if (field.kind === 'boolean') return <CheckBox {...props} />;
  if (field.kind === 'select') return <Select {...props} />;
  if (field.kind === 'many') return <Many {...props} />;
  if (field.kind === 'reference') return <ReferenceInput {...props} shared={shared(props)} />;
  if (field.kind === 'money') return <MoneyInput {...props} />;
  if (field.kind === 'textarea' || field.kind === 'lines') return <TextArea {...props} />;
  return <TextInput {...props} />;
}

function shared({ id, field, errors, disabled }: ControlProps): React.AriaAttributes & {
  id: string;
  name: string;
  disabled: boolean;
} {
  const wrong = field.path in errors;
  return {
    id,
    name: field.path,
    disabled,
    ...(wrong ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {}),
    ...(isNeeded(field) ? { 'aria-required': true } : {}),
  };
}

const inputTypes: Readonly<Record<string, string>> = { datetime: 'datetime-local', number: 'number' };

function TextInput(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  const { kind, schema } = field;
  const plain = ['email', 'url', 'date', 'time'].includes(kind) ? kind : 'text';
  const suggestions = suggestionsOf(schema.widget);
  const list = `${props.id}-list`;
  return (
    <>
      <input
        {...shared(props)}
        type={inputTypes[kind] ?? plain}
        value={text(draft[field.path])}
        placeholder={schema.placeholder}
        autoComplete="off"
        {...(suggestions.length > 0 ? { list } : {})}
        {...(kind === 'number'
          ? { step: schema.type === 'integer' ? 1 : 'any', min: schema.minimum, max: schema.maximum }
          : {})}
        onChange={(event) => onChange(field.path, event.target.value)}
      />
      {suggestions.length > 0 ? (
        <datalist id={list}>
          {suggestions.map(({ value, label }) => (
            <option key={value} value={value} label={label} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

/** Typed as people write it; below stands how it is understood, so that no zero goes astray. */
function MoneyInput(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  const { sign, echo } = moneyEcho(field, draft);
  return (
    <div className="w-money">
      <span aria-hidden="true">{sign}</span>
      <input
        {...shared(props)}
        type="text"
        inputMode="decimal"
        value={text(draft[field.path])}
        maxLength={24}
        autoComplete="off"
        onChange={(event) => onChange(field.path, event.target.value)}
      />
      <output htmlFor={props.id}>{echo}</output>
    </div>
  );
}

function TextArea(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  return (
    <textarea
      {...shared(props)}
      rows={field.kind === 'lines' ? 4 : 6}
      value={text(draft[field.path])}
      placeholder={field.schema.placeholder ?? (field.kind === 'lines' ? 'One on each line' : undefined)}
      onChange={(event) => onChange(field.path, event.target.value)}
    />
  );
}

function Select(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  return (
    <select
      {...shared(props)}
      value={text(draft[field.path])}
      onChange={(event) => onChange(field.path, event.target.value)}
    >
      <option value="">{field.required ? 'Choose…' : '—'}</option>
      {field.options.map(({ value, label }) => (
        <option key={value} value={value} disabled={isElsewhere(field, value)}>
          {optionWords(field, value, label)}
        </option>
      ))}
    </select>
  );
}

function CheckBox(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  const locked = field.schema.locked === true && draft[field.path] === true;
  return (
    <label className="w-check">
      <input
        {...shared({ ...props, disabled: props.disabled || locked })}
        type="checkbox"
        checked={draft[field.path] === true}
        onChange={(event) => onChange(field.path, event.target.checked)}
      />
      <span>{field.label}</span>
    </label>
  );
}

function Many(props: ControlProps): React.JSX.Element {
  const { field, draft, onChange } = props;
  const held = draft[field.path];
  const chosen = Array.isArray(held) ? (held as readonly string[]) : [];
  const toggle = (value: string, on: boolean): void =>
    onChange(field.path, on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <div className="w-many" role="group" aria-label={field.label} id={props.id}>
      {field.options.map(({ value, label }) => (
        <label className="w-check" key={value}>
          <input
            type="checkbox"
            name={field.path}
            value={value}
            disabled={props.disabled || (isElsewhere(field, value) && !chosen.includes(value))}
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />
          <span>{optionWords(field, value, label)}</span>
        </label>
      ))}
      <Advice count={chosen.length} advised={field.schema.advised} />
    </div>
  );
}

interface AdviceProps {
  readonly count: number;
  readonly advised: ControlProps['field']['schema']['advised'];
}

/** While people choose: more or fewer than is advised. */
function Advice({ count, advised }: AdviceProps): React.JSX.Element | null {
  if (!advised || count === 0 || (count >= advised.min && count <= advised.max)) return null;
  return (
    <p className="w-advice" role="status">
      {count} chosen; {advised.min} or {advised.max} are advised, so that nothing overwhelms.
    </p>
  );
}

/** A platform that cannot be connected in this installation. */
const isElsewhere = ({ schema }: ControlProps['field'], value: string): boolean =>
  schema.widget === 'platforms' && !panel().offeredPlatforms.includes(value);

const optionWords = (field: ControlProps['field'], value: string, label: string): string => {
  const words = panel().words[value] ?? label;
  return isElsewhere(field, value) ? `${words} (not offered here)` : words;
};

const text = (value: Draft[string] | undefined): string => (typeof value === 'string' ? value : '');
