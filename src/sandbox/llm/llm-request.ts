import { z } from 'zod';
import type { StandInReply } from '../http/stand-in-server.js';
import { STAND_IN_MODEL_NAME, type LlmScenario } from './llm-scenarios.js';

/** Tokens of prompt and answer together. */
const CONTEXT = 32_768;

const strictSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()),
  additionalProperties: z.literal(false),
});
const limit = z.int().min(1).optional();

/** The fields of a chat completion that real servers take; another one is refused, as they do. */
const chatRequest = z.strictObject({
  model: z.string(),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  stream: z.boolean().optional(),
  n: z.int().min(1).max(8).optional(),
  max_tokens: limit,
  max_completion_tokens: limit,
  temperature: z.number().min(0).max(2).optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.literal(true),
          schema: strictSchema,
        }),
      }),
    ])
    .optional(),
});
type ChatRequest = z.infer<typeof chatRequest>;

/** A request that the stand-in takes. */
export interface Asked {
  readonly system: string;
  readonly user: string;
  /** Tokens the answer may have. */
  readonly maxTokens: number;
  readonly promptTokens: number;
  readonly streamed: boolean;
  readonly usage: boolean;
  readonly json: boolean;
}

/** About four characters a token, as English has. */
export const countTokens = (text: string): number => Math.ceil([...text].length / 4);

/** What is asked, or the refusal a real server answers with. */
export function readRequest(rawBody: Buffer, scenario: LlmScenario): Asked | { refusal: StandInReply } {
  const parsed = chatRequest.safeParse(jsonOf(rawBody));
  if (!parsed.success) return { refusal: badRequest(z.prettifyError(parsed.error), null) };
  const { data } = parsed;
  const refusal = refusedFields(data, scenario);
  if (refusal) return { refusal };
  const textOf = (role: string) =>
    data.messages.flatMap((message) => (message.role === role ? [message.content] : [])).join('\n');
  const promptTokens = countTokens(data.messages.map(({ content }) => content).join(''));
  const maxTokens = data.max_completion_tokens ?? data.max_tokens ?? CONTEXT - promptTokens;
  if (promptTokens + maxTokens > CONTEXT) {
    const said = `This model's maximum context length is ${CONTEXT} tokens.`;
    return { refusal: badRequest(said, 'messages', 'context_length_exceeded') };
  }
  return {
    system: textOf('system'),
    user: textOf('user'),
    maxTokens,
    promptTokens,
    streamed: data.stream ?? false,
    usage: data.stream_options?.include_usage ?? !data.stream,
    json: (data.response_format?.type ?? 'text') !== 'text',
  };
}

function refusedFields(asked: ChatRequest, scenario: LlmScenario): StandInReply | null {
  const { response_format: format, messages } = asked;
  if (asked.model !== STAND_IN_MODEL_NAME) {
    const message = `The model \`${asked.model}\` does not exist or you do not have access to it.`;
    return openAiError(404, { message, param: null, code: 'model_not_found' });
  }
  if (asked.stream_options && !asked.stream)
    return badRequest(
      'The stream_options parameter is only allowed when stream is enabled.',
      'stream_options',
    );
  if (asked.max_tokens !== undefined && asked.max_completion_tokens !== undefined)
    return badRequest(
      'Setting max_tokens and max_completion_tokens together is not supported.',
      'max_tokens',
    );
  if (format?.type === 'json_object' && !messages.some(({ content }) => /json/i.test(content)))
    return badRequest("'messages' must contain the word 'json' to use 'json_object'.", 'messages');
  return refusedByAge(asked, scenario);
}

/** Servers of another age take fewer fields. */
function refusedByAge(asked: ChatRequest, scenario: LlmScenario): StandInReply | null {
  const unsupported = (field: string, more: string) =>
    badRequest(`Unsupported parameter: '${field}' ${more}`, field, 'unsupported_parameter');
  if (scenario === 'newer' && asked.max_tokens !== undefined)
    return unsupported(
      'max_tokens',
      "is not supported with this model. Use 'max_completion_tokens' instead.",
    );
  if (scenario === 'newer' && (asked.temperature ?? 1) !== 1)
    return badRequest("Unsupported value: 'temperature' takes the default (1) only.", 'temperature');
  if (scenario === 'older' && asked.response_format?.type === 'json_schema')
    return unsupported('response_format', 'of type json_schema is not known.');
  if (scenario === 'older' && asked.stream_options) return unsupported('stream_options', 'is not known.');
  return null;
}

export const badRequest = (message: string, param: string | null, code: string | null = null): StandInReply =>
  openAiError(400, { message, param, code });

/** The form of every refusal. */
export function openAiError(
  status: number,
  error: { message: string; param?: string | null; code: string | null; type?: string },
  headers?: Record<string, string>,
): StandInReply {
  const body = { error: { type: 'invalid_request_error', param: null, ...error } };
  return { status, body, ...(headers ? { headers } : {}) };
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
