import React from 'react';

import { isMoney, moneyText } from '../../platform/money/money.js';
import { panel } from './panel-global.js';
import { Badge, columnWords, stateWords, type Tone } from './badge.js';

/** A stored structure in words instead of JSON: findings with their level, settings as a list of facts. */
export function Structured({ text }: { readonly text: string }): React.JSX.Element {
  try {
    return <Part value={JSON.parse(text) as unknown} />;
  } catch {
    return <span className="w-text">{text}</span>;
  }
}

interface Finding {
  readonly level: string;
  readonly text: string;
}

const LEVELS: Readonly<Record<string, Tone>> = { pass: 'good', warn: 'warn', fail: 'bad' };

function Part({ value }: { readonly value: unknown }): React.JSX.Element {
  if (isMoney(value)) return <span className="w-number">{moneyText(value)}</span>;
  if (isWindow(value)) return <span>{`${value.start}–${value.end}`}</span>;
  if (isFindings(value)) return <Findings findings={value} />;
  if (Array.isArray(value)) return <Items items={value} />;
  if (typeof value === 'object' && value !== null) return <Facts facts={value as Record<string, unknown>} />;
  return <span>{plain(value)}</span>;
}

function Findings({ findings }: { readonly findings: readonly Finding[] }): React.JSX.Element {
  return (
    <ul className="w-findings">
      {findings.map(({ level, text }) => (
        <li key={text}>
          <Badge state={level} tone={LEVELS[level] ?? 'quiet'} /> <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Items({ items }: { readonly items: readonly unknown[] }): React.JSX.Element {
  if (items.length === 0) return <span className="w-muted">none</span>;
  if (items.every((item) => typeof item !== 'object' || item === null))
    return <span>{items.map(plain).join(', ')}</span>;
  return (
    <ul className="w-items">
      {items.map((item, at) => (
        <li key={at}>
          <Part value={item} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }): React.JSX.Element {
  return (
    <dl className="w-facts-inside">
      {Object.entries(facts).map(([name, value]) => (
        <React.Fragment key={name}>
          <dt>{columnWords(name)}</dt>
          <dd>
            <Part value={value} />
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

interface Window {
  readonly start: string;
  readonly end: string;
}

/** Hours of the day, such as trading hours. */
const isWindow = (value: unknown): value is Window =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'end,start';

const isFindings = (value: unknown): value is readonly Finding[] =>
  Array.isArray(value) && value.length > 0 && value.every(isFinding);

const isFinding = (item: unknown): item is Finding =>
  typeof item === 'object' && item !== null && 'level' in item && 'text' in item;

/** Words for one value; codes such as `suggest_only` are spelled out. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-IN');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text in panel().words || /^[a-z]+(_[a-z]+)+$/.test(text) ? stateWords(text) : text;
}
