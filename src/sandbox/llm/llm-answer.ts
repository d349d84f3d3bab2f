import type { StandInReply } from '../http/stand-in-server.js';
import { countTokens, type Asked } from './llm-request.js';
import { STAND_IN_MODEL_NAME, type LlmScenario } from './llm-scenarios.js';
import { textFor } from './llm-texts.js';

const A_PIECE = 16;
const MEGABYTE = 1024 * 1024;
const HEAD = { id: 'chatcmpl-sandbox', created: 1_767_225_600, model: STAND_IN_MODEL_NAME };
const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

interface Said {
  readonly content: string;
  readonly refusal: string | null;
  readonly finish: 'stop' | 'length' | 'content_filter';
  readonly usage: object;
}

/** The answer, streamed piece by piece where that was asked for. */
export function answerTo(asked: Asked, scenario: LlmScenario): StandInReply {
  if (scenario === 'silence') return { status: 200, pieces: silence(), headers: EVENT_STREAM };
  const said = saidIn(asked, scenario);
  if (!asked.streamed) return whole(said);
  return { status: 200, pieces: piecesOf(said, asked, scenario), headers: EVENT_STREAM };
}

function saidIn(asked: Asked, scenario: LlmScenario): Said {
  const refusal = scenario === 'refusal' ? 'I’m sorry, but I can’t help with that.' : null;
  const full = refusal === null ? contentOf(asked, scenario) : '';
  // A real server ends where the maximum is; the one that ignores it is a scenario of its own.
  const content = [...full].slice(0, asked.maxTokens * 4).join('');
  const completion = countTokens(content) + countTokens(refusal ?? '');
  return {
    content,
    refusal,
    finish: scenario === 'filter' ? 'content_filter' : content.length < full.length ? 'length' : 'stop',
    usage: {
      prompt_tokens: asked.promptTokens,
      completion_tokens: completion,
      total_tokens: asked.promptTokens + completion,
    },
  };
}

function contentOf({ system, user }: Asked, scenario: LlmScenario): string {
  const text = textFor(scenario, system, user);
  if (scenario === 'malformed') return `Sure, here is a draft for you:\n\n${text}`;
  const json = JSON.stringify({ text });
  return scenario === 'filter' ? json.slice(0, json.length / 2) : json;
}

const whole = ({ content, refusal, finish, usage }: Said): StandInReply => ({
  status: 200,
  body: {
    ...HEAD,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content, refusal }, finish_reason: finish }],
    usage,
  },
});

async function* piecesOf(said: Said, asked: Asked, scenario: LlmScenario): AsyncGenerator<string> {
  yield event({ role: 'assistant', content: '' });
  if (said.refusal !== null) yield event({ refusal: said.refusal });
  const pieces = said.content.match(new RegExp(`[\\s\\S]{1,${A_PIECE}}`, 'gu')) ?? [];
  for (const [at, piece] of pieces.entries()) {
    if (at === Math.floor(pieces.length / 2)) yield* trouble(scenario);
    yield event({ content: piece });
  }
  yield event({}, said.finish);
  if (asked.usage) yield `data: ${JSON.stringify({ ...chunk([]), usage: said.usage })}\n\n`;
  yield 'data: [DONE]\n\n';
}

/** What happens in the middle of an answer. */
function* trouble(scenario: LlmScenario): Generator<string> {
  if (scenario === 'cut') throw new Error('The connection breaks, as planned.');
  if (scenario === 'garbage') yield 'data: {"choices": [ ???\n\n';
  if (scenario === 'failing')
    yield 'data: {"error": {"message": "The engine is overloaded.", "code": null}}\n\n';
  if (scenario === 'megabyte') {
    for (let sent = 0; sent < MEGABYTE; sent += 1_000) yield event({ content: 'and on and on '.repeat(70) });
  }
}

/** Headers come, and then nothing; the connection stays open until one side closes it. */
async function* silence(): AsyncGenerator<string> {
  yield ': waiting\n\n';
  await new Promise(() => undefined);
}

const chunk = (choices: unknown[]) => ({ ...HEAD, object: 'chat.completion.chunk', choices });
const event = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify(chunk([{ index: 0, delta, finish_reason: finish }]))}\n\n`;
