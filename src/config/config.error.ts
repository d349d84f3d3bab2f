/** One variable and what is wrong with it. Holds no value, so it may be printed and logged. */
export interface ConfigProblem {
  readonly variable: string;
  readonly reason: string;
}

/** The environment cannot be used. Its message lists every problem, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, reason }) => `  ${variable}: ${reason}`);
    super(`Not started: the configuration has ${count(problems.length)}.\n${lines.join('\n')}`);
  }
}

function count(n: number): string {
  return n === 1 ? 'a problem' : `${n} problems`;
}
