import React, { useId, useMemo, useState } from 'react';

import { FieldInput } from './field.js';
import { broughtIn, startDraft, type Draft, type Values } from './form-draft.js';
import { FormOf } from './form-of.js';
import { LOOK_ALIKES_AFTER, LookAlikes, withoutReason } from './look-alikes.js';
import { ProblemNote } from './problem-note.js';
import { fieldsOf, type Field, type Schema } from './schema.js';
import { useCommand, type CommandRun } from './use-command.js';
import { useForm, type FormState } from './use-form.js';

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

const none: Values = {};

interface Opened {
  readonly form: FormState;
  /** After a conflict: takes in what somebody else changed, where nothing was typed here. */
  readonly bringIn: { readonly label: string; readonly press: () => void } | null;
}

/**
 * The form on the values it was opened with: what the page learns meanwhile is not taken for what this person has
 * seen, so that a version which somebody else has moved on is refused, not written over.
 */
function useOpened(fields: readonly Field[], present: Values, command: CommandRun): Opened {
  const [held, setHeld] = useState(present);
  const form = useForm(fields, held, command);
  const isConflict = command.problem?.code === 'version_conflict' && isSeen(fields);
  if (!isConflict || present['version'] === held['version']) return { form, bringIn: null };
  const next: Draft = broughtIn(fields, { draft: form.draft, start: startDraft(fields, held) }, present);
  const isOther = JSON.stringify(next) !== JSON.stringify(form.draft);
  const press = (): void => {
    form.load(next);
    setHeld(present);
    command.clear();
  };
  return {
    form,
    bringIn: { press, label: isOther ? 'Bring in the other change' : 'Go on with it as it is now' },
  };
}

/** A question without a field is asked again where one sees what it is about. */
const isSeen = (fields: readonly Field[]): boolean => fields.some(({ kind }) => kind !== 'hidden');

/** A form drawn from a command's schema. A refusal keeps everything that was typed. */
export function CommandForm(props: CommandFormProps): React.JSX.Element {
  const { schema, defaults = none } = props;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const command = useCommand(props.command, props.subjectId, props.onDone);
  const { form, bringIn } = useOpened(fields, defaults, command);
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
            {bringIn ? (
              <button type="button" className="w-button" disabled={running} onClick={bringIn.press}>
                {bringIn.label}
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
