import { randomBytes } from 'node:crypto';
import type { LlmConfig } from '../../config/app-config.js';
import type { SystemClock } from '../../platform/clocks/system-clock.js';
import type { AgentRuntime } from './agent-runtime.js';
import { CheckedRuntime } from './checks/checked-runtime.js';
import { ChatCompletions, type ChatHttp } from './model/chat-completions.js';
import { ModelRuntime } from './model/model-runtime.js';

/** A model on modest hardware may load for a while before its first word. */
const PATIENCE = { answerMs: 60_000, silenceMs: 30_000, wholeMs: 240_000 };

/** The engine of this installation, its output held against the same rules: the built-in one unless a model is set. */
export function chooseRuntime(
  builtIn: AgentRuntime,
  llm: LlmConfig | undefined,
  { http, clock }: { http: ChatHttp; clock: SystemClock },
): AgentRuntime {
  if (llm === undefined) return new CheckedRuntime(builtIn);
  const chat = new ChatCompletions(http, { ...llm, patience: PATIENCE }, clock);
  return new CheckedRuntime(new ModelRuntime(builtIn, chat, () => randomBytes(16).toString('hex')));
}
