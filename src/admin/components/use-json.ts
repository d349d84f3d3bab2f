import { useRef, useState } from 'react';

import { placeInWords } from '../../agents/settings-json.js';
import type { Draft, Values } from './form-draft.js';
import type { Field } from './schema.js';
import { draftOfText, linesOf, settingsText, type Line } from './settings-text.js';
import type { CommandRun } from './use-command.js';
import type { FormState } from './use-form.js';

export interface Json {
  /** Null while the form is used. */
  readonly text: string | null;
  readonly lines: readonly Line[];
  readonly type: (text: string) => void;
  /** Marks the text as what is sent: refusals are of it. */
  readonly sending: () => void;
  readonly open: () => void;
  /** Back to the form; where it could not hold what was typed, the lines say so and nothing moves. */
  readonly close: () => void;
}

/** The configuration as JSON beside its form: going to and fro loses nothing that was typed. */
export function useJson(
  fields: readonly Field[],
  form: FormState,
  defaults: Values,
  { problem }: CommandRun,
): Json {
  const [text, setText] = useState<string | null>(null);
  const [stuck, setStuck] = useState<readonly Line[]>([]);
  /** The text that a draft was made of: opened again unchanged, it stands as it was typed. */
  const kept = useRef<{ readonly draft: Draft; readonly text: string } | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const refused = sent === text ? (problem?.fields ?? {}) : {};
  const show = (next: string | null, lines: readonly Line[] = []): void => {
    setText(next);
    setStuck(lines);
  };
  const close = (): void => {
    const taken = draftOfText(fields, form.draft, text ?? '');
    if ('faults' in taken) {
      show(
        text,
        taken.faults.map((fault) => ({ ...fault, where: placeInWords(fault) })),
      );
      return;
    }
    form.load(taken.draft);
    kept.current = { draft: taken.draft, text: text ?? '' };
    show(null);
  };
  const held = kept.current?.draft === form.draft ? kept.current.text : null;
  return {
    text,
    lines: text === null ? [] : stuck.length > 0 ? stuck : linesOf(text, refused),
    type: show,
    sending: () => setSent(text),
    open: () => show(held ?? settingsText(fields, form.draft, defaults)),
    close,
  };
}
