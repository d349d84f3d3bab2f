import React, { useEffect, useRef } from 'react';

import type { Problem } from './api.js';
import { panel } from './panel-global.js';
import { Told } from './told.js';

export interface ProblemNoteProps {
  readonly problem: Problem;
  /** Of a form: the field messages that no field shows; without it all of them. */
  readonly elsewhere?: readonly (readonly [path: string, message: string])[];
  readonly onClose?: () => void;
  /** What can be done about it at once. */
  readonly children?: React.ReactNode;
}

/** A refusal in words: what happened, what to do, and whom to ask. */
export function ProblemNote({ problem, elsewhere, onClose, children }: ProblemNoteProps): React.JSX.Element {
  const others = elsewhere ?? Object.entries(problem.fields);
  const { support } = panel();
  const note = useInSight(problem);
  return (
    <div className="w-problem" role="alert" ref={note}>
      <div className="w-problem-text">
        <p className="w-problem-detail">
          {/* A form marks its fields by their labels; the paths that programs send say nothing to its reader. */}
          {elsewhere?.length === 0 &&
          problem.detail.startsWith('Not accepted: ') &&
          Object.keys(problem.fields).length > 0 ? (
            'The marked fields are not accepted.'
          ) : (
            <Told text={problem.detail} />
          )}
        </p>
        {problem.hint ? <p className="w-problem-hint">{problem.hint}</p> : null}
        {others.length > 0 ? (
          <ul className="w-problem-fields">
            {others.map(([path, message]) => (
              <li key={path}>
                <b>{path}</b>: {message}
              </li>
            ))}
          </ul>
        ) : null}
        {children}
        {problem.status >= 500 && support ? <p className="w-problem-hint">If it stays: {support}</p> : null}
        {problem.requestId ? <p className="w-problem-id">Request {problem.requestId}</p> : null}
      </div>
      {onClose ? (
        <button type="button" className="w-icon-button" aria-label="Dismiss" onClick={onClose}>
          ×
        </button>
      ) : null}
    </div>
  );
}

/** Below a long form it would stand out of sight; a page is not moved under its reader. */
function useInSight(problem: Problem): React.RefObject<HTMLDivElement> {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (note.current?.closest('dialog')) note.current.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return note;
}
