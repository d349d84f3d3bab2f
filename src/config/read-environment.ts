import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config.error.js';
import { variables } from './variables.js';
import type { Variable, VariableName, Values } from './variables.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What could be read of the environment, and everything that could not. */
export interface Reading {
  readonly values: Partial<Values>;
  readonly problems: readonly ConfigProblem[];
}

/** Reads each variable of the table, from its `_FILE` when it is a secret. Never throws. */
export function readEnvironment(env: Environment): Reading {
  const values: Record<string, unknown> = {};
  const problems: ConfigProblem[] = [];
  for (const name of Object.keys(variables) as VariableName[]) {
    const variable: Variable = variables[name];
    const raw = rawValue(env, name, variable);
    if (raw.problem) {
      problems.push(raw.problem);
      continue;
    }
    const parsed = variable.schema.safeParse(raw.text);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ variable: name, reason: reasonOf(parsed.error.issues) });
  }
  return { values: values, problems };
}

interface Raw {
  readonly text?: string | undefined;
  readonly problem?: ConfigProblem;
}

function rawValue(env: Environment, name: string, variable: Variable): Raw {
  const text = env[name]?.trim() || undefined;
  const fileVariable = `${name}_FILE`;
  const file = variable.sensitive ? env[fileVariable]?.trim() : undefined;
  if (!file) return { text };
  if (text) return { problem: { variable: name, reason: `is set twice, also by ${fileVariable}; keep one` } };
  try {
    const content = readFileSync(file, 'utf8').trim();
    if (content) return { text: content };
    return { problem: { variable: fileVariable, reason: 'names an empty file' } };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { problem: { variable: fileVariable, reason: `names a file that cannot be read (${code})` } };
  }
}

/** Our own checks speak plainly; what zod says itself of these schemas names types, never values. */
function reasonOf(issues: readonly { message: string }[]): string {
  return issues.map((issue) => issue.message).join('; ');
}
