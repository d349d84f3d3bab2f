import { createParser } from 'eventsource-parser';
import { z } from 'zod';

const usage = z.object({ total_tokens: z.number().int().nonnegative() });
const piece = z.object({ content: z.string().nullish(), refusal: z.string().nullish() });
const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: piece.nullish(),
        /** Of servers that answer in one piece though a stream was asked for. */
        message: piece.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: usage.nullish(),
  error: z.unknown().optional(),
});

/** What a model said, as far as it came. */
export interface ChatAnswer {
  readonly content: string;
  readonly refused: boolean;
  /** `stop`, `length`, `content_filter`…; null when the stream broke off. */
  readonly finish: string | null;
  /** As the server counts prompt and answer together; null when it does not. */
  readonly tokens: number | null;
  /** A piece that was no chunk of the form, or an error in the middle of it. */
  readonly fault: 'garbage' | 'error' | 'too_long' | null;
}

export interface ReadLimits {
  /** Characters of the answer. What comes past them ends the reading. */
  readonly maxCharacters: number;
  /** Bytes on the wire, framing included. */
  readonly maxBytes: number;
}

/** Collects the pieces of one answer. */
class Collector {
  content = '';
  refused = false;
  finish: string | null = null;
  tokens: number | null = null;
  fault: ChatAnswer['fault'] = null;

  /** @param data one event's data, or a whole body. */
  take(data: string): void {
    if (data.trim() === '[DONE]') return;
    const parsed = chunk.safeParse(json(data));
    if (!parsed.success) {
      this.fault ??= 'garbage';
      return;
    }
    if (parsed.data.error !== undefined && parsed.data.error !== null) this.fault ??= 'error';
    this.tokens = parsed.data.usage?.total_tokens ?? this.tokens;
    const [choice] = parsed.data.choices;
    const said = choice?.delta ?? choice?.message;
    this.content += said?.content ?? '';
    this.refused ||= Boolean(said?.refusal);
    this.finish = choice?.finish_reason ?? this.finish;
  }

  get answer(): ChatAnswer {
    const { content, refused, finish, tokens, fault } = this;
    return { content, refused, finish, tokens, fault };
  }
}

/**
 * Reads a streamed answer (server-sent events), or one in a single JSON body, piece by piece.
 * @param onText told the text so far after each piece that came.
 */
export async function readAnswer(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: ReadLimits,
  onText: (text: string) => Promise<void>,
): Promise<ChatAnswer> {
  const streamed = /^text\/event-stream\b/i.test(contentType);
  const collector = new Collector();
  const parser = createParser({ onEvent: ({ data }) => collector.take(data) });
  const decoder = new TextDecoder();
  let whole = '';
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    const text = decoder.decode(part, { stream: true });
    if (streamed) parser.feed(text);
    else whole += text;
    if (bytes > limits.maxBytes || collector.content.length > limits.maxCharacters) {
      return { ...collector.answer, fault: 'too_long' };
    }
    if (collector.fault) return collector.answer;
    await onText(collector.content);
  }
  if (!streamed) collector.take(whole);
  return collector.answer;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
