import React from 'react';

import type { CommandFormProps } from './command-form.js';
import { TodaysFigure } from './contract-figure.js';
import { FieldInput } from './field.js';
import { FormOf } from './form-of.js';
import { JsonEditor } from './json-editor.js';
import { ProblemNote } from './problem-note.js';
import { SaveTrouble } from './save-trouble.js';
import { useAgentForm, type AgentFormState } from './use-agent-form.js';

/**
 * Step 9: an agent's settings, as a form or as JSON. Risk limits are read back before they are saved; the form stays
 * open with a green check afterwards, and keeps what was typed whatever happens to the save.
 */
export function AgentForm(props: CommandFormProps): React.JSX.Element {
  const state = useAgentForm(props);
  const { readBack, json } = state;
  return (
    <FormOf.Provider value={props}>
      <div hidden={readBack !== null}>
        <ModeSwitch state={state} />
        {json.text === null ? <Fields {...props} state={state} /> : <JsonForm {...props} state={state} />}
      </div>
      {readBack ? <ReadBack state={state} limits={readBack} /> : null}
      <SaveTrouble agentId={props.subjectId} state={state} />
    </FormOf.Provider>
  );
}

type PartProps = CommandFormProps & { readonly state: AgentFormState };

function ModeSwitch({ state: { json, command } }: { readonly state: AgentFormState }): React.JSX.Element {
  const choice = (label: string, on: boolean, press: () => void): React.JSX.Element => (
    <button
      type="button"
      className="w-button w-button-small"
      aria-pressed={on}
      disabled={command.running}
      onClick={() => (on ? undefined : press())}
    >
      {label}
    </button>
  );
  return (
    <div className="w-form-head">
      <p className="w-help">Fields marked * are needed.</p>
      <div className="w-switch" role="group" aria-label="Edit as">
        {choice('Form', json.text === null, json.close)}
        {choice('JSON', json.text !== null, json.open)}
      </div>
    </div>
  );
}

function Fields(props: PartProps): React.JSX.Element {
  const { form, fields, command } = props.state;
  const { draft, errors, change } = form;
  const drawn = { idPrefix: 'agent', draft, errors, disabled: command.running, onChange: change };
  return (
    <form className="w-form" ref={form.element} onSubmit={form.submit} noValidate>
      {fields.map((field) => (
        <FieldInput key={field.path} {...{ field, ...drawn }} />
      ))}
      <Below {...props} />
    </form>
  );
}

function JsonForm(props: PartProps): React.JSX.Element {
  const { form, fields, json, command, saveJson } = props.state;
  const { draft, errors, change } = form;
  const drawn = { idPrefix: 'agent', draft, errors, disabled: command.running, onChange: change };
  return (
    <form
      className="w-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        saveJson();
      }}
    >
      {fields
        .filter(({ path }) => path !== 'settings')
        .map((field) => (
          <FieldInput key={field.path} {...{ field, ...drawn }} />
        ))}
      <JsonEditor text={json.text ?? ''} lines={json.lines} disabled={command.running} onChange={json.type} />
      <Below {...props} />
    </form>
  );
}

/** Today's figure, what was refused, and the buttons. */
function Below({ state, onCancel, submitLabel }: PartProps): React.JSX.Element {
  const { command, form, json, settings, saved, bringIn, readBack } = state;
  const { clear, running } = command;
  const problem = readBack === null ? command.problem : null;
  const elsewhere = json.text === null ? form.elsewhere : [];
  return (
    <>
      {'maxNotional' in settings && readBack === null ? <TodaysFigure settings={settings} /> : null}
      <div className="w-form-foot">
        {problem ? (
          <ProblemNote {...{ problem, elsewhere }} onClose={clear}>
            {problem.maskable.length > 0 && json.text === null ? (
              <button type="button" className="w-button" disabled={running} onClick={form.saveMasked}>
                Save masked
              </button>
            ) : null}
            {bringIn ? (
              <button type="button" className="w-button" disabled={running} onClick={bringIn}>
                {json.text === null ? 'Bring in the other change' : 'Keep mine, over the other change'}
              </button>
            ) : null}
          </ProblemNote>
        ) : null}
        <div className="w-form-buttons">
          {saved ? <Saved at={saved} /> : null}
          <button type="button" className="w-button" disabled={running} onClick={onCancel}>
            {saved ? 'Close' : 'Cancel'}
          </button>
          <button type="submit" className="w-button w-button-primary" disabled={running} aria-busy={running}>
            {running ? <span className="w-spinner" aria-hidden="true" /> : null}
            {submitLabel}
          </button>
        </div>
      </div>
    </>
  );
}

const clock = (at: Date): string =>
  at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const Saved = ({ at }: { readonly at: Date }): React.JSX.Element => (
  <p className="w-saved" role="status">
    Saved {clock(at)} ✓
  </p>
);

interface ReadBackProps {
  readonly state: AgentFormState;
  readonly limits: readonly string[];
}

/** The limits as the server will hold them, to be read out; nothing is saved before they are confirmed. */
function ReadBack({ state, limits }: ReadBackProps): React.JSX.Element {
  const { command, confirm, back, settings } = state;
  const { problem, clear, running } = command;
  return (
    <section className="w-read-back" aria-label="Limits to confirm">
      <p>Read these limits back to the customer. Nothing is saved before they are confirmed.</p>
      <ul>
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <TodaysFigure settings={settings} />
      {problem ? <ProblemNote problem={problem} onClose={clear} /> : null}
      <div className="w-form-buttons">
        <button type="button" className="w-button" disabled={running} onClick={back}>
          Back to the form
        </button>
        <button
          type="button"
          className="w-button w-button-primary"
          autoFocus
          disabled={running}
          aria-busy={running}
          onClick={confirm}
        >
          {running ? <span className="w-spinner" aria-hidden="true" /> : null}
          Confirm limits and save
        </button>
      </div>
    </section>
  );
}
