import type { GoalTemplateName } from '../../templates/goal-templates.js';
import {
  RunFailedError,
  tokensOf,
  type AgentRuntime,
  type RunCompleted,
  type RunContext,
  type RunInput,
  type RunOutcome,
} from '../agent-runtime.js';
import { failureOf } from '../run-failure.js';
import type { ChatAnswer } from './chat-answer.js';
import type { ChatCompletions } from './chat-completions.js';
import { textIn } from './chat-request.js';
import { buildPrompt, type BuiltPrompt, type ModelPrompt } from './model-prompt.js';
import { MODEL_PROMPTS } from './model-prompts.js';

/** Fewer than these are no room for a draft. */
const FEWEST_TOKENS = 100;
const WORDS_A_LINE = 50;

type Answer = Awaited<ReturnType<ChatCompletions['ask']>>;

/**
 * Any OpenAI-compatible model. The built-in engine reads the market, counts the limits and makes the proposal; the
 * model only writes. What it took is the server's own count, or the built-in measure where the server gives none.
 */
export class ModelRuntime implements AgentRuntime {
  readonly name: string;

  /** @param newMark an unforeseeable word for each call. */
  constructor(
    private readonly builtIn: AgentRuntime,
    private readonly chat: ChatCompletions,
    private readonly newMark: () => string,
  ) {
    this.name = `model ${chat.model}`;
  }

  async run(input: RunInput, context: RunContext): Promise<RunOutcome> {
    try {
      const draft = await this.builtIn.run(input, context);
      if (draft.kind === 'failed') return { ...draft, tokens: 0 };
      return await this.write(input, draft, context);
    } catch (error) {
      return failureOf(error, context.signal);
    }
  }

  private async write(input: RunInput, draft: RunCompleted, context: RunContext): Promise<RunCompleted> {
    const template = MODEL_PROMPTS[input.goal.template] as ModelPrompt<GoalTemplateName>;
    const prompt = buildPrompt(template.rules(input), template.data(input, draft), this.newMark());
    const maxTokens = roomFor(prompt, input.tokenBudget);
    await context.progress('writing', `Asking the language model ${this.chat.model}`);
    const answer = await this.chat.ask({
      prompt,
      maxTokens,
      signal: context.signal,
      onText: tellingWords(context),
    });
    context.signal.throwIfAborted();
    const tokens = answer.tokens ?? tokensOf(prompt.system + prompt.user + answer.content);
    const text = textOf(answer, maxTokens, tokens);
    const { confidential } = prompt;
    const remarks = [...remarksOf(draft, input), ...countRemark(answer, tokens)];
    return { ...draft, body: template.assemble(text, draft), written: text, remarks, tokens, confidential };
  }
}

/** Tokens left for the answer after the prompt, which is counted amply: three characters a token. */
function roomFor({ system, user }: BuiltPrompt, budget: number): number {
  const left = budget - Math.ceil((system.length + user.length) / 3);
  if (left >= FEWEST_TOKENS) return left;
  throw new RunFailedError(
    'over_budget',
    `The question to the language model alone takes nearly all of the ${budget} tokens left.`,
  );
}

/** The draft, or the named failure of an answer that holds none. */
function textOf(answer: Answer, maxTokens: number, tokens: number): string {
  const fail = (failure: RunFailedError['failure'], text: string) =>
    new RunFailedError(failure, text, { tokens });
  if (answer.fault === 'too_long') {
    throw fail(
      'over_budget',
      `The language model went on past the ${maxTokens} tokens allowed; it was cut off.`,
    );
  }
  if (answer.refused) throw fail('rejected', 'The language model declined to write this.');
  if (answer.finish === 'content_filter') {
    throw fail('rejected', 'The filter of the language model stopped the draft.');
  }
  if (answer.finish === 'length') {
    throw fail('over_budget', `The draft does not fit into the ${maxTokens} tokens left for it.`);
  }
  const text = wholeText(answer);
  if (text === null) throw fail('malformed', whyMalformed(answer));
  return text;
}

const wholeText = ({ broke, fault, content }: Answer): string | null =>
  broke || fault ? null : textIn(content);

function whyMalformed({ broke, fault, finish }: Answer): string {
  if (fault === 'error') return 'The language model reported an error in the middle of its answer.';
  if (fault === 'garbage') return 'The language model answered in a form that is not understood.';
  if (broke || finish === null) return 'The answer of the language model broke off.';
  return 'The language model did not answer in the form it was asked for.';
}

/** A line for a watching person at every fiftieth word. */
function tellingWords(context: RunContext): (text: string) => Promise<void> {
  let told = 0;
  return async (text) => {
    const words = text.split(/\s+/).length;
    if (words < told + WORDS_A_LINE) return;
    told = words - (words % WORDS_A_LINE);
    await context.progress('writing', `Writing… ${told} words`);
  };
}

const BUILT_IN = /built-in (?:writer|runtime)/;

/** What the built-in engine says of its own writing does not hold for the model's. */
function remarksOf({ remarks }: RunCompleted, { goal }: RunInput): string[] {
  const news = goal.template === 'social_media_post' && /\bnews\b/i.test(goal.parameters.contentType);
  return [
    ...remarks.filter((remark) => !BUILT_IN.test(remark)),
    ...(news ? ['The language model reads no news: add the piece of news this post should refer to.'] : []),
  ];
}

function countRemark({ tokens }: Pick<ChatAnswer, 'tokens'>, counted: number): string[] {
  if (tokens !== null) return [];
  return [`The server told no use of tokens; ${counted} were counted by the built-in measure.`];
}
