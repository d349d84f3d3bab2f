import { useCallback, useRef, useState } from 'react';

import { newKey, ProblemError, sendCommand, type Problem } from './api.js';

export interface CommandRun {
  readonly running: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
  /** Runs the command once; a call while it runs does nothing. Answers whether it succeeded. */
  readonly run: (input: Readonly<Record<string, unknown>>) => Promise<boolean>;
}

/** One button's or form's command. The same input keeps its idempotency key until it succeeded. */
export function useCommand(
  command: string,
  subjectId: string | null,
  onDone: (result: unknown) => void,
): CommandRun {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const attempt = useRef({ body: '', key: '' });
  const clear = useCallback(() => setProblem(null), []);

  const run = async (input: Readonly<Record<string, unknown>>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setRunning(true);
    const body = JSON.stringify(input);
    if (attempt.current.body !== body || !attempt.current.key) attempt.current = { body, key: newKey() };
    try {
      const result = await sendCommand({ command, subjectId, input, idempotencyKey: attempt.current.key });
      attempt.current = { body: '', key: '' };
      setProblem(null);
      onDone(result);
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
      return false;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { running, problem, clear, run };
}
