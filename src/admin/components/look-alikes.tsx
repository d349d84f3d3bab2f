import React, { useRef } from 'react';

import type { LookAlike } from '../../customers/look-alikes-view.js';
import { Badge } from './badge.js';
import { FieldInput, type FieldProps } from './field.js';
import type { Draft } from './form-draft.js';
import { isOpen, panel } from './panel-global.js';
import type { Field } from './schema.js';
import { useSettled } from './use-settled.js';

/** Typing has stopped for so long. */
const SETTLED_MS = 500;
const LOOKED_AT = ['companyName', 'email', 'website', 'country'] as const;
/** They stand below this field. */
export const LOOK_ALIKES_AFTER = 'companyName';
const REASON = 'duplicateReason';
const NONE: readonly LookAlike[] = [];

/** Forms that say, while they are filled, which customers may be the one that is typed. */
const WATCHED: readonly string[] = ['customer.create', 'customer.update'];

/** A form's fields without the reason that only look-alikes ask for, which stands beside them. */
export function withoutReason(command: string, fields: readonly Field[]): readonly Field[] {
  return WATCHED.includes(command) ? fields.filter(({ path }) => path !== REASON) : fields;
}

interface Props extends Omit<FieldProps, 'field'> {
  readonly command: string;
  readonly subjectId: string | null;
  readonly fields: readonly Field[];
}

/** Customers that look like the one being typed, each with a link, and the reason to save it anyway. */
export function LookAlikes(props: Props): React.JSX.Element | null {
  const { command, subjectId, fields, draft, errors } = props;
  const reason = WATCHED.includes(command) ? fields.find(({ path }) => path === REASON) : undefined;
  const found = useLookAlikes(reason && isOpen('customers') ? typed(draft, subjectId) : '');
  if (!reason) return null;
  const isAsked = found.length > 0 || REASON in errors || text(draft, REASON) !== '';
  if (!isAsked) return null;
  const taken = found.some((one) => one.taken);
  return (
    <section className="w-alike" aria-label="Customers like this one" role="status">
      {found.length > 0 ? <p className="w-alike-title">{heading(found.length)}</p> : null}
      <ul>
        {found.map((one) => (
          <Alike key={one.id} {...one} />
        ))}
      </ul>
      {taken ? (
        <p>It cannot be saved a second time: open the existing one, or correct what is the same.</p>
      ) : (
        <FieldInput {...props} field={{ ...reason, label: 'Save anyway, because' }} />
      )}
    </section>
  );
}

const heading = (count: number): string =>
  count === 1 ? 'A customer looks like this one' : `${count} customers look like this one`;

function Alike({ id, number, companyName, country, status, why }: LookAlike): React.JSX.Element {
  return (
    <li>
      <a
        href={`${panel().paths.root}/resources/customers/records/${id}/show`}
        target="_blank"
        rel="noopener noreferrer"
      >
        {companyName} ({number}, {country})
      </a>{' '}
      <Badge state={status} />
      <span className="w-muted"> {why.join(', ')}</span>
    </li>
  );
}

const text = (draft: Draft, path: string): string => {
  const held = draft[path];
  return typeof held === 'string' ? held.trim() : '';
};

/** The question that a draft asks; empty where there is nothing to look for yet. */
function typed(draft: Draft, subjectId: string | null): string {
  const asked = LOOKED_AT.map((path) => [path, text(draft, path)] as const).filter(([, held]) => held !== '');
  if (!asked.some(([path, held]) => path !== 'country' && held.length > 2)) return '';
  const except = subjectId ? [['exceptId', subjectId] as const] : [];
  return new URLSearchParams([...asked, ...except].map(([name, value]) => [name, value])).toString();
}

/** What is found once typing has stopped. An edit's own values, as it was opened, are no question. */
function useLookAlikes(query: string): readonly LookAlike[] {
  const opened = useRef(query);
  const path = query === '' || query === opened.current ? null : `customers/look-alikes?${query}`;
  return useSettled<{ readonly items: readonly LookAlike[] }>(path, SETTLED_MS)?.items ?? NONE;
}
