import React, { useId, useMemo } from 'react';

import { FieldInput } from './field.js';
import { FormOf } from './form-of.js';
import { LOOK_ALIKES_AFTER, LookAlikes, withoutReason } from './look-alikes.js';
import { ProblemNote } from './problem-note.js';
import { fieldsOf, type Schema } from './schema.js';
import { useCommand } from './use-command.js';
import { useForm } from './use-form.js';

export interface CommandFormProps {
  readonly command: string;
  readonly subjectId: string | null;
  readonly schema: Schema;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly submitLabel: string;
  readonly intro?: string | undefined;
  readonly danger?: boolean;
  readonly onDone: (result: unknown) => void;
  /** Something was done and the form stays open: the page learns of it when it closes. */
  readonly onKept?: (result: unknown) => void;
  readonly onCancel?: () => void;
}

const none: Readonly<Record<string, unknown>> = {};

/** A form drawn from a command's schema. A refusal keeps everything that was typed. */
export function CommandForm(props: CommandFormProps): React.JSX.Element {
  const { schema, defaults = none } = props;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const command = useCommand(props.command, props.subjectId, props.onDone);
  const form = useForm(fields, defaults, command);
  const idPrefix = useId();
  const { draft, errors, elsewhere } = form;
  const { problem, clear, running } = command;
  const drawn = { idPrefix, draft, errors, disabled: running, onChange: form.change };
  return (
    <FormOf.Provider value={props}>
      <form className="w-form" ref={form.element} onSubmit={form.submit} noValidate>
        {props.intro ? <p className="w-form-intro">{props.intro}</p> : null}
        {withoutReason(props.command, fields).map((field) => (
          <React.Fragment key={field.path}>
            <FieldInput {...{ field, ...drawn }} />
            {field.path === LOOK_ALIKES_AFTER ? (
              <LookAlikes {...drawn} fields={fields} command={props.command} subjectId={props.subjectId} />
            ) : null}
          </React.Fragment>
        ))}
        {problem ? (
          <ProblemNote {...{ problem, elsewhere }} onClose={clear}>
            {problem.maskable.length > 0 ? (
              <button type="button" className="w-button" disabled={running} onClick={form.saveMasked}>
                Save masked
              </button>
            ) : null}
          </ProblemNote>
        ) : null}
        <FormButtons {...props} running={running} />
      </form>
    </FormOf.Provider>
  );
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
