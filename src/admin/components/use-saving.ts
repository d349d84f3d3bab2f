import { useContext, useEffect, useState } from 'react';

import { limitsInWords } from '../../agents/limits-in-words.js';
import { readSettingsJson } from '../../agents/settings-json.js';
import type { CommandFormProps } from './command-form.js';
import type { Values } from './form-draft.js';
import { businessNow } from './panel-global.js';
import { useCommand, type CommandRun } from './use-command.js';
import { useFailures, type Failures } from './use-failures.js';
import { CustomerZone } from './zones.js';

/** Longer than a slow line takes; then the person learns of it, instead of a wheel that turns for ever. */
const PATIENCE_MS = 20_000;

export interface Saving {
  readonly command: CommandRun;
  readonly failures: Failures;
  /** The limits to be confirmed, while they are read back. */
  readonly readBack: readonly string[] | null;
  readonly saved: Date | null;
  /** Limits are read back first; what cannot be read goes as it is, and is refused by name. */
  readonly save: (input: Values) => Promise<boolean>;
  readonly confirm: () => void;
  readonly back: () => void;
  /** Which version of the agent is edited, from now on. */
  readonly setVersion: (version: unknown) => void;
}

/** The save of one agent's configuration, from the press to the green check. */
export function useSaving({ command: name, subjectId, defaults, onKept }: CommandFormProps): Saving {
  const [version, setVersion] = useState<unknown>(defaults?.['version']);
  const [saved, setSaved] = useState<Date | null>(null);
  const [asked, setAsked] = useState<Values | null>(null);
  const zone = useContext(CustomerZone);
  const done = (result: unknown): void => {
    setSaved(new Date(businessNow()));
    setVersion((result as { version?: unknown }).version);
    setAsked(null);
    failures.settled();
    onKept?.(result);
  };
  const command = useCommand(name, subjectId, done, PATIENCE_MS);
  const failures = useFailures(command.problem);
  // A refusal leads back to the fields; a failure is tried again where one stands.
  useEffect(() => {
    if (isRefused(command)) setAsked(null);
  }, [command.problem]);
  const send = (input: Values): Promise<boolean> => {
    setSaved(null);
    command.clear();
    return command.run({ ...input, version });
  };
  const save = (input: Values): Promise<boolean> => {
    if (limitsInWords(valuesOf(input), zone).length === 0) return send(input);
    setAsked(input);
    return Promise.resolve(false);
  };
  return {
    ...{ command, failures, saved, save, setVersion },
    readBack: asked && limitsInWords(valuesOf(asked), zone),
    confirm: () => void send({ ...asked, limitsConfirmed: true }),
    back: () => setAsked(null),
  };
}

const isRefused = ({ problem }: CommandRun): boolean =>
  problem !== null && problem.status >= 400 && problem.status < 500;

/** The settings of an input, whichever way they were typed; none of a text that is no JSON. */
export function valuesOf({ settings, settingsJson }: Values): Values {
  if (typeof settingsJson !== 'string') return (settings ?? {}) as Values;
  const read = readSettingsJson(settingsJson);
  return read.ok ? read.value : {};
}
