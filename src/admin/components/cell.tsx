import React from 'react';
import { Link } from 'react-router-dom';
import type { BasePropertyProps } from 'adminjs';

import { Badge, stateWords } from './badge.js';
import { metaOf, type ColumnMeta } from './column-meta.js';
import { isOpen, panel } from './panel-global.js';
import { Structured } from './structured.js';
import { Told } from './told.js';
import { Age, When } from './when.js';

/** A column's value in a list or on a record's page. */
export default function Cell({ property, record, where }: BasePropertyProps): React.JSX.Element {
  const meta = metaOf(property);
  const params = (record?.params ?? {}) as Record<string, unknown>;
  const value = <Value meta={meta} value={params[property.path]} params={params} where={where} />;
  if (where !== 'show') return value;
  return (
    <div className={meta.type === 'json' ? 'w-fact w-fact-wide' : 'w-fact'}>
      <span className="w-fact-label">{meta.label}</span>
      <div className="w-fact-value">{value}</div>
    </div>
  );
}

interface ValueProps {
  readonly meta: ColumnMeta;
  readonly value: unknown;
  readonly params: Readonly<Record<string, unknown>>;
  readonly where: string;
}

function Value({ meta, value, params, where }: ValueProps): React.JSX.Element {
  if (value === null || value === undefined || value === '') return <span className="w-muted">—</span>;
  if (meta.reference && typeof value === 'string')
    return <Reference meta={meta} id={value} params={params} />;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (meta.type) {
    case 'badge':
      return <Badge state={text} />;
    case 'enum':
      return <span>{stateWords(text)}</span>;
    case 'boolean':
      return <Badge state={text === 'true' ? 'yes' : 'no'} />;
    case 'datetime':
      if (meta.age && where === 'list') return <Age at={text} />;
      return <When at={text} ago={where === 'show'} />;
    case 'number':
      return <span className="w-number">{Number(text).toLocaleString('en-IN')}</span>;
    case 'uuid':
      return where === 'list' ? <code title={text}>{text.slice(-8)}</code> : <code>{text}</code>;
    case 'json':
      return <Structured text={text} />;
    default:
      return (
        <span className={where === 'list' ? 'w-clip' : 'w-text'}>
          <Told text={text} />
        </span>
      );
  }
}

interface ReferenceProps {
  readonly meta: ColumnMeta;
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Another record by its name, as a link where this person may open it. */
export function Reference({ meta, id, params }: ReferenceProps): React.JSX.Element {
  const label = meta.referenceLabel ? params[meta.referenceLabel] : undefined;
  const words = typeof label === 'string' && label !== '' ? label : id.slice(-8);
  const list = meta.reference ?? '';
  if (!isOpen(list)) return <span>{words}</span>;
  return <Link to={`${panel().paths.root}/resources/${list}/records/${id}/show`}>{words}</Link>;
}
