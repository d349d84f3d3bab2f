import { useCallback, useRef, useState } from 'react';

import { announceChange } from './changes.js';
import { newKey, ProblemError, sendCommand, type Problem } from './api.js';

/** A refusal is an answer: nothing was done, the next try is a new one. */
const isDecided = ({ status }: Problem): boolean => status >= 400 && status < 500 && status !== 408;

/** The first try, whose answer was lost, went through; what is sent now differs from it. */
const lostBefore = ({ code }: Problem): boolean => code === 'idempotency_mismatch';
const alreadySent = {
  detail: 'This was sent before with other contents, and went through.',
  hint: 'Look at the page again before you send it once more.',
};

export interface CommandRun {
  readonly running: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
  /** Runs the command once; a call while it runs does nothing. Answers whether it succeeded. */
  readonly run: (input: Readonly<Record<string, unknown>>) => Promise<boolean>;
}

/**
 * One button's or open form's command. Its idempotency key stays until the server has answered: pressed twice, or
 * again after an answer was lost, it cannot act twice, whatever was typed in between.
 */
export function useCommand(
  command: string,
  subjectId: string | null,
  onDone: (result: unknown) => void,
  patienceMs?: number,
): CommandRun {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const key = useRef('');
  const clear = useCallback(() => setProblem(null), []);
  const run = async (input: Readonly<Record<string, unknown>>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setRunning(true);
    key.current ||= newKey();
    try {
      const call = { command, subjectId, input, patienceMs };
      const result = await sendCommand({ ...call, idempotencyKey: key.current });
      key.current = '';
      setProblem(null);
      announceChange();
      onDone(result);
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (isDecided(error.problem)) key.current = '';
      if (error.problem.code === 'version_conflict') announceChange();
      setProblem(lostBefore(error.problem) ? { ...error.problem, ...alreadySent } : error.problem);
      return false;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { running, problem, clear, run };
}
