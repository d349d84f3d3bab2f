import { useEffect, useMemo, useState } from 'react';

import type { CommandFormProps } from './command-form.js';
import { broughtIn, startDraft, type Draft, type Values } from './form-draft.js';
import { toInput } from './form-values.js';
import { fieldsOf, type Field } from './schema.js';
import { useForm, type FormState } from './use-form.js';
import { useJson, type Json } from './use-json.js';
import { useSaving, valuesOf, type Saving } from './use-saving.js';

export interface AgentFormState extends Pick<
  Saving,
  'command' | 'failures' | 'readBack' | 'saved' | 'confirm' | 'back'
> {
  readonly fields: readonly Field[];
  readonly form: FormState;
  readonly json: Json;
  /** The settings as they are typed now. */
  readonly settings: Values;
  readonly saveJson: () => void;
  /** After a conflict: takes the other change in where nothing was typed here; of JSON, what is typed stands. */
  readonly bringIn: (() => void) | null;
}

/** One agent's configuration while somebody edits it. Nothing typed is lost but by Cancel. */
export function useAgentForm(props: CommandFormProps): AgentFormState {
  const { schema, defaults = {} } = props;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const saving = useSaving(props);
  const { command, readBack, save, saved } = saving;
  const form = useForm(fields, defaults, { ...command, run: save });
  const json = useJson(fields, form, defaults, command);
  const [start, setStart] = useState<Draft>(form.draft);
  useEffect(() => {
    if (saved !== null) setStart(form.draft);
  }, [saved]);
  // The fields were out of sight when the refusal came.
  useEffect(() => {
    if (readBack === null) form.element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [readBack === null]);

  const input = toInput(fields, form.draft, defaults);
  const { settings: _form, ...others } = input;
  const typed = json.text === null ? input : { ...others, settingsJson: json.text };
  const { current, currentVersion } = command.problem?.facts ?? {};
  const bringIn = (): void => {
    const theirs = { ...(current as Values), version: currentVersion };
    if (json.text === null) form.load(broughtIn(fields, { draft: form.draft, start }, theirs));
    setStart(startDraft(fields, theirs));
    saving.setVersion(currentVersion);
    command.clear();
  };
  const isConflict = command.problem?.code === 'version_conflict' && typeof current === 'object';
  return {
    ...saving,
    ...{ fields, form, json },
    settings: valuesOf(typed),
    saveJson: () => {
      json.sending();
      void save(typed);
    },
    bringIn: isConflict ? bringIn : null,
  };
}
