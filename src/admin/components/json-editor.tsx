import React, { useRef } from 'react';

import { offsetOf } from '../../agents/settings-json.js';
import type { Line } from './settings-text.js';

interface JsonEditorProps {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** A configuration as JSON, with numbered lines; each fault names its line, and a press leads there. */
export function JsonEditor({ text, lines, disabled, onChange }: JsonEditorProps): React.JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const goTo = (line: Line): void => {
    const at = offsetOf(text, line);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const wrong = lines.length > 0;
  return (
    <div className={wrong ? 'w-json w-field-wrong' : 'w-json'}>
      <label htmlFor="settings-json">Configuration as JSON</label>
      <div className="w-json-body">
        <Gutter gutter={gutter} count={text.split('\n').length} wrong={lines.map(({ line }) => line)} />
        <textarea
          id="settings-json"
          ref={area}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          rows={Math.min(28, Math.max(12, text.split('\n').length + 1))}
          value={text}
          disabled={disabled}
          {...(wrong ? { 'aria-invalid': true, 'aria-describedby': 'settings-json-faults' } : {})}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <Faults lines={lines} goTo={goTo} />
    </div>
  );
}

interface GutterProps {
  readonly gutter: React.RefObject<HTMLDivElement>;
  readonly count: number;
  readonly wrong: readonly number[];
}

function Gutter({ gutter, count, wrong }: GutterProps): React.JSX.Element {
  return (
    <div className="w-json-gutter" ref={gutter} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <span key={at} className={wrong.includes(at + 1) ? 'w-json-wrong' : undefined}>
          {at + 1}
        </span>
      ))}
    </div>
  );
}

interface FaultsProps {
  readonly lines: readonly Line[];
  readonly goTo: (line: Line) => void;
}

function Faults({ lines, goTo }: FaultsProps): React.JSX.Element {
  if (lines.length === 0)
    return (
      <p className="w-help">
        Money stands in minor units: 1000000 is ₹10,000. It is checked as you type; Save checks the values.
      </p>
    );
  return (
    <ul className="w-json-faults" id="settings-json-faults" aria-label="Faults">
      {lines.map((line) => (
        <li key={`${line.where} ${line.message}`}>
          <button type="button" onClick={() => goTo(line)}>
            {line.where}
          </button>{' '}
          {line.message}
        </li>
      ))}
    </ul>
  );
}
