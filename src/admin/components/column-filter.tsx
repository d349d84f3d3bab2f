import React from 'react';
import type { FilterPropertyProps } from 'adminjs';

import { stateWords } from './badge.js';
import { metaOf, type ColumnMeta } from './column-meta.js';

type Set = (key: string, value: string) => void;

/** One column's filter: text, choices, or from/to, as the list allows it. */
export default function ColumnFilter({ property, filter, onChange }: FilterPropertyProps): React.JSX.Element {
  const meta = metaOf(property);
  const held = (key: string): string => {
    const value = (filter as Record<string, unknown> | undefined)?.[key];
    return typeof value === 'string' ? value : '';
  };
  const set: Set = (key, value) => onChange(key, value);
  const props = { name: property.path, meta, held, set };
  return (
    <fieldset className="w-filter">
      <legend>{meta.label}</legend>
      {meta.filter === 'in' ? <Choices {...props} /> : null}
      {meta.filter === 'range' ? <Range {...props} /> : null}
      {meta.filter === 'null' ? <YesNo {...props} yes="empty" no="filled" /> : null}
      {meta.filter === 'ilike' ? <Text {...props} placeholder="contains…" /> : null}
      {meta.filter === 'equals' ? <Equals {...props} /> : null}
    </fieldset>
  );
}

interface FilterProps {
  readonly name: string;
  readonly meta: ColumnMeta;
  readonly held: (key: string) => string;
  readonly set: Set;
}

function Choices({ name, meta, held, set }: FilterProps): React.JSX.Element {
  const chosen = held(name).split(',').filter(Boolean);
  const toggle = (value: string, on: boolean): void =>
    set(name, (on ? [...chosen, value] : chosen.filter((one) => one !== value)).join(','));
  return (
    <>
      {meta.enumValues.map((value) => (
        <label className="w-check" key={value}>
          <input
            type="checkbox"
            name={`${name}:${value}`}
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />
          <span>{stateWords(value)}</span>
        </label>
      ))}
    </>
  );
}

function Range({ name, meta, held, set }: FilterProps): React.JSX.Element {
  const type = meta.type === 'number' ? 'number' : 'date';
  const instant = meta.type === 'datetime';
  return (
    <div className="w-range">
      {(['from', 'to'] as const).map((end) => {
        const key = `${name}~~${end}`;
        const value = instant ? toDay(held(key)) : held(key);
        return (
          <label key={end}>
            <span>{end}</span>
            <input
              type={type}
              name={key}
              value={value}
              onChange={({ target }) => set(key, instant ? toInstant(target.value, end) : target.value)}
            />
          </label>
        );
      })}
    </div>
  );
}

function Equals(props: FilterProps): React.JSX.Element {
  const { name, meta, held, set } = props;
  if (meta.type === 'boolean') return <YesNo {...props} yes="yes" no="no" />;
  if (meta.enumValues.length === 0) return <Text {...props} placeholder={meta.example ?? 'is exactly…'} />;
  return (
    <select
      name={name}
      aria-label={meta.label}
      value={held(name)}
      onChange={(event) => set(name, event.target.value)}
    >
      <option value="">any</option>
      {meta.enumValues.map((value) => (
        <option key={value} value={value}>
          {stateWords(value)}
        </option>
      ))}
    </select>
  );
}

function YesNo({
  name,
  meta,
  held,
  set,
  yes,
  no,
}: FilterProps & Record<'yes' | 'no', string>): React.JSX.Element {
  return (
    <select
      name={name}
      aria-label={meta.label}
      value={held(name)}
      onChange={(event) => set(name, event.target.value)}
    >
      <option value="">any</option>
      <option value="true">{yes}</option>
      <option value="false">{no}</option>
    </select>
  );
}

function Text({
  name,
  meta,
  held,
  set,
  placeholder,
}: FilterProps & { readonly placeholder: string }): React.JSX.Element {
  return (
    <input
      type="text"
      name={name}
      aria-label={meta.label}
      placeholder={placeholder}
      value={held(name)}
      maxLength={200}
      onChange={(event) => set(name, event.target.value)}
    />
  );
}

/** Days are the reader's: from its first millisecond to its last. */
function toInstant(day: string, end: 'from' | 'to'): string {
  if (day === '') return '';
  return new Date(`${day}T${end === 'from' ? '00:00:00' : '23:59:59.999'}`).toISOString();
}

function toDay(instant: string): string {
  const date = new Date(instant);
  if (instant === '' || Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
