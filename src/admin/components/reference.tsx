import React, { useEffect, useRef, useState } from 'react';

import type { Reference } from '../references-view.js';
import type { ControlProps } from './controls.js';
import { useNamed, useReferences, type Choices } from './use-references.js';

type Shared = React.InputHTMLAttributes<HTMLInputElement> & { readonly id: string };

/** Another record, found by its name or number: the form holds its id, people read words. */
export function ReferenceInput(props: ControlProps & { readonly shared: Shared }): React.JSX.Element {
  const { shared } = props;
  /** What is being typed; null while nothing is searched for. */
  const [typed, setTyped] = useState<string | null>(null);
  const { chosen, choose } = useChosen(props);
  const choices = useReferences(props.field.schema.reference ?? '', typed ?? '', typed !== null);
  const pick = (one: Reference | null): void => {
    setTyped(null);
    choose(one);
  };
  const open = (): void => setTyped((before) => before ?? '');
  const input = useMarked(chosen?.label);
  const keys = useKeys({ choices, isOpen: typed !== null, open, close: () => setTyped(null), pick });
  return (
    <div className="w-reference" onBlur={(event) => leaves(event) && setTyped(null)}>
      <input
        {...shared}
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={200}
        aria-expanded={typed !== null}
        aria-autocomplete="list"
        aria-controls={`${shared.id}-choices`}
        aria-activedescendant={keys.at === null ? undefined : `${shared.id}-${keys.at}`}
        placeholder="Type a name or number"
        value={typed ?? chosen?.label ?? ''}
        onFocus={({ target }) => target.select()}
        onClick={open}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={keys.press}
      />
      {typed === null && chosen ? <Chosen hint={chosen.hint} onClear={() => pick(null)} {...props} /> : null}
      {typed === null ? null : (
        <ChoiceList id={shared.id} choices={choices} typed={typed} at={keys.at} onPick={pick} />
      )}
    </div>
  );
}

/** The record whose id the form holds. */
function useChosen({ field, draft, onChange }: ControlProps): {
  readonly chosen: Reference | null;
  readonly choose: (one: Reference | null) => void;
} {
  const held = draft[field.path];
  const id = typeof held === 'string' ? held : '';
  const [picked, setPicked] = useState<Reference | null>(null);
  const named = useNamed(field.schema.reference ?? '', picked?.id === id ? '' : id);
  const choose = (one: Reference | null): void => {
    setPicked(one);
    onChange(field.path, one?.id ?? '');
  };
  return { chosen: picked?.id === id ? picked : named, choose };
}

/** A name that comes while the field has the focus is marked, as one that stood there: typing goes in its place. */
function useMarked(label: string | undefined): React.RefObject<HTMLInputElement> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (label !== undefined && document.activeElement === input.current) input.current?.select();
  }, [label]);
  return input;
}

const leaves = (event: React.FocusEvent<HTMLElement>): boolean =>
  !event.currentTarget.contains(event.relatedTarget);

interface ChosenProps extends ControlProps {
  readonly hint: string;
  readonly onClear: () => void;
}

const Chosen = ({ hint, field, disabled, onClear }: ChosenProps): React.JSX.Element => (
  <p className="w-reference-chosen">
    <span>{hint}</span>
    <button type="button" className="w-link" disabled={disabled} onClick={onClear}>
      Clear<span className="w-sr"> {field.label}</span>
    </button>
  </p>
);

interface Keys {
  /** Which choice the arrows stand at. */
  readonly at: number | null;
  readonly press: (event: React.KeyboardEvent) => void;
}

/** Arrows go through the choices, Enter takes one, Escape leaves the list but not the form. */
function useKeys(of: {
  readonly choices: Choices;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly pick: (one: Reference) => void;
}): Keys {
  const { items } = of.choices;
  const [moved, setMoved] = useState(0);
  const at = of.isOpen && items.length > 0 ? Math.min(moved, items.length - 1) : null;
  const move = (by: number): void => setMoved(at === null ? 0 : (at + by + items.length) % items.length);
  const press = (event: React.KeyboardEvent): void => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (of.isOpen) move(key === 'ArrowDown' ? 1 : -1);
      else of.open();
    } else if (!of.isOpen) return;
    else if (key === 'Enter') {
      const one = at === null || !of.choices.isSettled ? undefined : items[at];
      if (one) of.pick(one);
    } else if (key === 'Escape') of.close();
    else return setMoved(0);
    event.preventDefault();
    event.stopPropagation();
  };
  return { at, press };
}

interface ListProps {
  readonly id: string;
  readonly choices: Choices;
  readonly typed: string;
  readonly at: number | null;
  readonly onPick: (one: Reference) => void;
}

function ChoiceList({ id, choices, typed, at, onPick }: ListProps): React.JSX.Element {
  const { items, more, problem, isSettled, showMore } = choices;
  return (
    <div className="w-reference-list" aria-busy={!isSettled}>
      <ul role="listbox" id={`${id}-choices`}>
        {items.map((one, index) => (
          <li
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(one)}
          >
            <b>{one.label}</b> <span>{one.hint}</span>
          </li>
        ))}
      </ul>
      <p role="status">{problem ?? (isSettled ? said(items.length, typed) : 'Searching…')}</p>
      {more ? (
        <button type="button" className="w-link" onClick={showMore}>
          Show more
        </button>
      ) : null}
    </div>
  );
}

const said = (count: number, typed: string): string =>
  count > 0 ? '' : typed.trim() === '' ? 'There is none to choose.' : `Nothing is called “${typed.trim()}”.`;
