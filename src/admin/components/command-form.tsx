import React, { useEffect, useId, useMemo, useRef, useState } from 'react';

import { FieldInput } from './field.js';
import { faultsOf, flatten, refusalsOf, startDraft, toInput, type Draft } from './form-values.js';
import { ProblemNote } from './problem-note.js';
import { fieldsOf, type Field, type Schema } from './schema.js';
import { useCommand, type CommandRun } from './use-command.js';

export interface CommandFormProps {
  readonly command: string;
  readonly subjectId: string | null;
  readonly schema: Schema;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly submitLabel: string;
  readonly intro?: string | undefined;
  readonly danger?: boolean;
  readonly onDone: (result: unknown) => void;
  readonly onCancel?: () => void;
}

const none: Readonly<Record<string, unknown>> = {};

/** A form drawn from a command's schema. A refusal keeps everything that was typed. */
export function CommandForm(props: CommandFormProps): React.JSX.Element {
  const { schema, defaults = none } = props;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [draft, setDraft] = useState<Draft>(() => startDraft(fields, defaults));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const command = useCommand(props.command, props.subjectId, props.onDone);
  const form = useRef<HTMLFormElement>(null);
  const idPrefix = useId();
  const errors = { ...refusalsOf(fields, draft, command.problem?.fields ?? {}), ...faults };

  useEffect(() => focusFirstError(form.current), [command.problem, faults]);

  const change = (path: string, value: Draft[string]): void => {
    setDraft((held) => ({ ...held, [path]: value }));
    setFaults(({ [path]: _fixed, ...rest }) => rest);
  };
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    const found = faultsOf(fields, draft);
    setFaults(found);
    if (Object.keys(found).length === 0) {
      void command.run(fields.length === 0 ? defaults : toInput(fields, draft, defaults));
    }
  };
  return (
    <form className="w-form" ref={form} onSubmit={submit} noValidate>
      {props.intro ? <p className="w-form-intro">{props.intro}</p> : null}
      {fields.map((field) => (
        <FieldInput
          {...{ field, idPrefix, draft, errors }}
          key={field.path}
          disabled={command.running}
          onChange={change}
        />
      ))}
      <Refusal command={command} fields={fields} />
      <FormButtons {...props} running={command.running} />
    </form>
  );
}

function Refusal(props: {
  readonly command: CommandRun;
  readonly fields: readonly Field[];
}): React.JSX.Element | null {
  const { problem, clear } = props.command;
  if (!problem) return null;
  const shown = flatten(props.fields).map(({ path }) => path);
  return <ProblemNote problem={problem} shownFields={shown} onClose={clear} />;
}

function focusFirstError(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
}

function FormButtons(props: CommandFormProps & { readonly running: boolean }): React.JSX.Element {
  const tone = props.danger ? 'w-button-danger' : 'w-button-primary';
  return (
    <div className="w-form-buttons">
      {props.onCancel ? (
        <button type="button" className="w-button" disabled={props.running} onClick={props.onCancel}>
          Cancel
        </button>
      ) : null}
      <button type="submit" className={`w-button ${tone}`} disabled={props.running} aria-busy={props.running}>
        {props.running ? <span className="w-spinner" aria-hidden="true" /> : null}
        {props.submitLabel}
      </button>
    </div>
  );
}
