import { bearerOf, startStandIn, type StandInReply, type StandInRequest } from '../http/stand-in-server.js';
import { answerTo } from './llm-answer.js';
import { openAiError, readRequest, type Asked } from './llm-request.js';
import { scenarioOf, STAND_IN_MODEL_NAME, type LlmScenario } from './llm-scenarios.js';

export interface LlmSandbox {
  /** Up to `/v1`, to be `LLM_BASE_URL`. */
  readonly url: string;
  /** Of the next answers, before it answers as its key says. */
  readonly next: LlmScenario[];
  /** What was asked and taken so far, oldest first. */
  readonly asked: Asked[];
  /** Method and path of every call so far, oldest first. */
  calls(): readonly string[];
  close(): Promise<void>;
}

const MODEL = { id: STAND_IN_MODEL_NAME, object: 'model', created: 1_767_225_600, owned_by: 'sandbox' };

/**
 * An OpenAI-compatible server on 127.0.0.1, as strict as real ones: key, model, fields, context length, the maximum of
 * tokens. What it does follows from the key (`sandbox_<scenario>`). It writes fixed texts about the data it is given.
 * For the sandbox, training and tests only.
 */
export async function startLlmSandbox(port?: number): Promise<LlmSandbox> {
  const next: LlmScenario[] = [];
  const asked: Asked[] = [];
  const server = await startStandIn((request) => reply(request, next, asked), port);
  return {
    url: `${server.url}/v1`,
    next,
    asked,
    calls: () => server.calls(),
    close: () => server.close(),
  };
}

function reply(request: StandInRequest, next: LlmScenario[], asked: Asked[]): StandInReply {
  const own = scenarioOf(bearerOf(request));
  if (own === null) return unknownKey(bearerOf(request));
  if (request.method === 'GET' && request.path === '/v1/models')
    return { status: 200, body: { object: 'list', data: [MODEL] } };
  if (request.path !== '/v1/chat/completions')
    return openAiError(404, { message: `Invalid URL (${request.method} ${request.path})`, code: null });
  if (request.method !== 'POST')
    return openAiError(405, { message: `Not allowed to ${request.method} here`, code: null });
  if (!String(request.headers['content-type']).startsWith('application/json'))
    return openAiError(415, { message: 'The body must be application/json', code: null });
  const scenario = next.shift() ?? own;
  const trouble = troubled(scenario);
  if (trouble) return trouble;
  const read = readRequest(request.rawBody, scenario);
  if ('refusal' in read) return read.refusal;
  asked.push(read);
  return answerTo(read, scenario);
}

/** Answers that come whatever is asked. */
function troubled(scenario: LlmScenario): StandInReply | null {
  switch (scenario) {
    case 'unauthorized':
      return unknownKey('sandbox_unauthorized');
    case 'busy': {
      const error = { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' };
      return openAiError(429, error, { 'retry-after': '20' });
    }
    case 'no_credit': {
      const message = 'You exceeded your current quota, please check your plan and billing details.';
      return openAiError(429, { message, type: 'insufficient_quota', code: 'insufficient_quota' });
    }
    case 'error':
      return openAiError(500, { message: 'The server had an error.', type: 'server_error', code: null });
    case 'web_page':
      return { status: 200, html: '<!doctype html><title>Model console</title><h1>Model console</h1>' };
    default:
      return null;
  }
}

/** As real ones do, it quotes the key in part. */
const unknownKey = (key: string): StandInReply =>
  key === ''
    ? openAiError(401, { message: "You didn't provide an API key.", code: null })
    : openAiError(401, {
        message: `Incorrect API key provided: ${key.slice(0, 8)}***.`,
        code: 'invalid_api_key',
      });
