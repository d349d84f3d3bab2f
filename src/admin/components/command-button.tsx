import React, { useContext, useRef, useState } from 'react';

import { AgentForm } from './agent-form.js';
import { CommandForm, type CommandFormProps } from './command-form.js';
import { Dialog } from './dialog.js';
import { ImportForm } from './import-form.js';
import { hideDialog, openDialog, useOpenDialog } from './open-dialogs.js';
import { ProblemNote } from './problem-note.js';
import { RowsForm } from './rows-form.js';
import type { Schema } from './schema.js';
import { useCommand } from './use-command.js';
import { CustomerZone } from './zones.js';

export interface CommandButtonProps {
  readonly command: string;
  readonly subjectId: string | null;
  readonly label: string;
  readonly disabledReason?: string | undefined;
  readonly schema?: Schema | undefined;
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Introduction of the form, or the question asked before acting at once. */
  readonly confirm?: string | undefined;
  readonly tone?: 'primary' | 'quiet' | 'danger' | undefined;
  readonly onDone: (result: unknown) => void;
}

/** A command's button: acts at once, or opens its form. While it runs, pressing again does nothing. */
export function CommandButton(props: CommandButtonProps): React.JSX.Element {
  const asks = hasFields(props.schema) || props.confirm !== undefined;
  return asks ? <AskingButton {...props} /> : <DirectButton {...props} />;
}

const hasFields = (schema: Schema | undefined): boolean => Object.keys(schema?.properties ?? {}).length > 0;

const toneClass = (tone: CommandButtonProps['tone']): string =>
  tone === 'primary'
    ? 'w-button w-button-primary'
    : tone === 'danger'
      ? 'w-button w-button-danger'
      : 'w-button';

function DirectButton(props: CommandButtonProps): React.JSX.Element {
  const command = useCommand(props.command, props.subjectId, props.onDone);
  return (
    <div className="w-command">
      <button
        type="button"
        className={toneClass(props.tone)}
        disabled={command.running || props.disabledReason !== undefined}
        title={props.disabledReason}
        aria-busy={command.running}
        data-command={props.command}
        onClick={() => void command.run(props.defaults ?? {})}
      >
        {command.running ? <span className="w-spinner" aria-hidden="true" /> : null}
        {props.label}
      </button>
      <Reason text={props.disabledReason} />
      {command.problem ? <ProblemNote problem={command.problem} onClose={command.clear} /> : null}
    </div>
  );
}

/** Commands whose form is more than their schema's fields. */
const OWN_FORMS: Readonly<Record<string, React.FC<CommandFormProps>>> = {
  'agent.configure': AgentForm,
  'customer.import': ImportForm,
  'trial.extend-many': (props) => <RowsForm {...props} list="trials" />,
};

interface Asked {
  /** Of the open dialog; null while there is none. */
  readonly key: string | null;
  readonly ask: () => void;
  readonly done: (result: unknown) => void;
  /** Something was done while the form stays open. */
  readonly keep: (result: unknown) => void;
  readonly close: () => void;
}

function useAsked(onDone: (result: unknown) => void): Asked {
  const [key, setKey] = useState<string | null>(null);
  const kept = useRef<unknown>(undefined);
  const hide = (): void => {
    if (key !== null) hideDialog(key);
    setKey(null);
  };
  const done = (result: unknown): void => {
    hide();
    kept.current = undefined;
    onDone(result);
  };
  return {
    key,
    ask: () => setKey(openDialog()),
    done,
    keep: (result) => (kept.current = result),
    close: () => (kept.current === undefined ? hide() : done(kept.current)),
  };
}

function AskingButton(props: CommandButtonProps): React.JSX.Element {
  const asked = useAsked(props.onDone);
  const zone = useContext(CustomerZone);
  useOpenDialog(
    asked.key,
    <CustomerZone.Provider value={zone}>
      <AskedDialog {...props} asked={asked} />
    </CustomerZone.Provider>,
  );
  return (
    <div className="w-command">
      <button
        type="button"
        className={toneClass(props.tone)}
        disabled={props.disabledReason !== undefined}
        title={props.disabledReason}
        data-command={props.command}
        onClick={asked.ask}
      >
        {props.label}
      </button>
      <Reason text={props.disabledReason} />
    </div>
  );
}

function AskedDialog({ asked, ...props }: CommandButtonProps & { readonly asked: Asked }): React.JSX.Element {
  const Form = OWN_FORMS[props.command] ?? CommandForm;
  return (
    <Dialog title={props.label} onClose={asked.close}>
      <Form
        command={props.command}
        subjectId={props.subjectId}
        schema={props.schema ?? {}}
        defaults={props.defaults ?? {}}
        submitLabel={props.label}
        intro={props.confirm}
        danger={props.tone === 'danger'}
        onDone={asked.done}
        onKept={asked.keep}
        onCancel={asked.close}
      />
    </Dialog>
  );
}

const Reason = ({ text }: { readonly text: string | undefined }): React.JSX.Element | null =>
  text ? <p className="w-reason">{text}</p> : null;
