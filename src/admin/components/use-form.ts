import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';

import { changed, startDraft, type Draft } from './form-draft.js';
import { faultsOf, refusalsOf, type Refusals } from './form-faults.js';
import { masked } from './form-mask.js';
import { toInput } from './form-values.js';
import type { Field } from './schema.js';
import type { CommandRun } from './use-command.js';

export interface FormState {
  readonly element: RefObject<HTMLFormElement>;
  readonly draft: Draft;
  /** What is wrong, by the path of the field that shows it. */
  readonly errors: Readonly<Record<string, string>>;
  readonly elsewhere: Refusals['elsewhere'];
  readonly change: (path: string, value: Draft[string]) => void;
  /** Puts other values in, as one change. */
  readonly load: (draft: Draft) => void;
  readonly submit: (event: FormEvent) => void;
  /** Masks what the server would not keep, and sends the rest. */
  readonly saveMasked: () => void;
}

/** What is typed into a form, and what is wrong with it; a message goes when its field is changed. */
export function useForm(
  fields: readonly Field[],
  defaults: Readonly<Record<string, unknown>>,
  command: CommandRun,
): FormState {
  const [draft, setDraft] = useState<Draft>(() => startDraft(fields, defaults));
  const [sent, setSent] = useState<Draft>(draft);
  const element = useRef<HTMLFormElement>(null);
  const { beside, elsewhere } = refusalsOf(fields, sent, command.problem?.fields ?? {});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const all = Object.entries({ ...beside, ...faults });
  const errors = Object.fromEntries(all.filter(([path]) => draft[path] === sent[path]));

  // Only a new answer moves the focus: not a key stroke.
  useEffect(
    () => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
    [command.problem, faults],
  );

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(draft);
  };
  const send = (typed: Draft): void => {
    const found = faultsOf(fields, typed);
    setSent(typed);
    setFaults(found);
    command.clear();
    if (Object.keys(found).length > 0) return;
    void command.run(fields.length === 0 ? defaults : toInput(fields, typed, defaults));
  };
  const saveMasked = (): void => {
    const cleaned = masked(fields, sent, command.problem?.maskable ?? []);
    // The places are those of what was sent: a field changed since goes as it is now, and is looked at again.
    const kept = Object.entries(draft).filter(([path, held]) => held !== sent[path]);
    const next = { ...cleaned, ...Object.fromEntries(kept) };
    setDraft(next);
    send(next);
  };
  const change = (path: string, value: Draft[string]): void =>
    setDraft((held) => ({ ...held, ...changed(fields, path, value) }));
  return { element, draft, errors, elsewhere, change, load: setDraft, submit, saveMasked };
}
