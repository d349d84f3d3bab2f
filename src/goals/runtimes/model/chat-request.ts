import { z } from 'zod';

/** What a server of the chat completions form takes; each is found out by asking, and kept for the process. */
export interface Dialect {
  /** Newer models of OpenAI take `max_completion_tokens` only, most others `max_tokens`. */
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly format: 'json_schema' | 'json_object' | 'none';
  readonly usage: boolean;
  readonly temperature: boolean;
}

export const FIRST_DIALECT: Dialect = {
  limit: 'max_tokens',
  format: 'json_schema',
  usage: true,
  temperature: true,
};

export interface ChatPrompt {
  readonly system: string;
  readonly user: string;
}

/** The one form an answer has, whatever the task. */
const answer = z.strictObject({ text: z.string() });
const TEMPERATURE = 0.7;

/** The body of `POST /chat/completions`. */
export function chatBody(
  { system, user }: ChatPrompt,
  { model, maxTokens, dialect }: { model: string; maxTokens: number; dialect: Dialect },
): Record<string, unknown> {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    stream: true,
    n: 1,
    [dialect.limit]: maxTokens,
    ...(dialect.temperature ? { temperature: TEMPERATURE } : {}),
    ...(dialect.usage ? { stream_options: { include_usage: true } } : {}),
    ...responseFormat(dialect.format),
  };
}

function responseFormat(format: Dialect['format']): Record<string, unknown> {
  if (format === 'none') return {};
  if (format === 'json_object') return { response_format: { type: 'json_object' } };
  const { $schema: _, ...schema } = z.toJSONSchema(answer);
  return { response_format: { type: 'json_schema', json_schema: { name: 'draft', strict: true, schema } } };
}

/** The dialect to try next when a server refused a field, or null when it refused something else. */
export function nextDialect(dialect: Dialect, refusal: string): Dialect | null {
  if (/response_format|json_schema|json_object/.test(refusal) && dialect.format !== 'none') {
    return { ...dialect, format: dialect.format === 'json_schema' ? 'json_object' : 'none' };
  }
  if (/max_tokens/.test(refusal) && dialect.limit === 'max_tokens') {
    return { ...dialect, limit: 'max_completion_tokens' };
  }
  if (/stream_options|include_usage/.test(refusal) && dialect.usage) return { ...dialect, usage: false };
  if (/temperature/.test(refusal) && dialect.temperature) return { ...dialect, temperature: false };
  return null;
}

/** The draft in an answer: one JSON object of the form, alone or in one code fence. Null for anything else. */
export function textIn(content: string): string | null {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*)\n\s*```\s*$/.exec(content)?.[1] ?? content;
  try {
    const parsed = answer.safeParse(JSON.parse(bare));
    const text = parsed.success ? parsed.data.text.trim() : '';
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
