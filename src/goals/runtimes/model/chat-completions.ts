import { z } from 'zod';
import type { SystemClock } from '../../../platform/clocks/system-clock.js';
import type { HttpFailure, HttpStream } from '../../../platform/http/http-outcome.js';
import { failureFrom, readBody } from '../../../platform/http/http-outcome.js';
import type { ProviderRequest, StreamPatience } from '../../../platform/http/provider-http.js';
import { RunFailedError } from '../agent-runtime.js';
import { readAnswer, type ChatAnswer } from './chat-answer.js';
import { refusalOf, retryAfterOf, unreachable } from './chat-failures.js';
import { chatBody, FIRST_DIALECT, nextDialect, type ChatPrompt, type Dialect } from './chat-request.js';

/** Where a model is, and how long it may think. */
export interface ChatServer {
  /** Up to and without `/chat/completions`: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  readonly patience: StreamPatience & {
    /** Milliseconds for a whole answer. */
    readonly wholeMs: number;
  };
}

/** The door the calls leave by. */
export interface ChatHttp {
  stream(call: ProviderRequest, patience: StreamPatience): Promise<HttpStream | HttpFailure>;
}

export interface ChatCall {
  readonly prompt: ChatPrompt;
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  readonly onText: (text: string) => Promise<void>;
}

/** Wide enough for any honest answer of as many tokens; a megabyte is cut off long before. */
const CHARACTERS_A_TOKEN = 8;
const BYTES_A_TOKEN = 1024;
const MAX_REFUSAL = 64 * 1024;
const SAID_NOTHING = { content: '', refused: false, finish: null, tokens: null, fault: null } as const;

/** Chat completions of any OpenAI-compatible server, streamed. Neither key nor text reaches a log or an error. */
export class ChatCompletions {
  private dialect: Dialect = FIRST_DIALECT;

  constructor(
    private readonly http: ChatHttp,
    private readonly server: ChatServer,
    private readonly clock: Pick<SystemClock, 'now'>,
  ) {}

  get model(): string {
    return this.server.model;
  }

  /** Throws RunFailedError for a refusal or no answer; the reason of `signal` when it aborts. */
  async ask(call: ChatCall): Promise<ChatAnswer & { readonly broke: boolean }> {
    const whole = AbortSignal.timeout(this.server.patience.wholeMs);
    const signal = AbortSignal.any([call.signal, whole]);
    try {
      return await this.read(await this.open({ ...call, signal }), call);
    } catch (error) {
      if (whole.aborted && !call.signal.aborted) {
        throw new RunFailedError('timeout', 'The language model went on longer than a run may take.');
      }
      throw error;
    }
  }

  /** Asks again without whatever field the server does not take. */
  private async open(call: ChatCall): Promise<HttpStream> {
    const { dialect } = this;
    const answer = await this.send(call, dialect);
    if (answer.kind === 'failure') throw unreachable(answer);
    if (answer.status === 200) return answer;
    const { code, text } = await refusedWith(answer);
    const next = answer.status === 400 || answer.status === 422 ? nextDialect(dialect, text) : null;
    if (next === null) {
      const retryAfterMs = retryAfterOf(answer.headers['retry-after'], this.clock.now());
      throw refusalOf({ status: answer.status, code, retryAfterMs });
    }
    this.dialect = next;
    return this.open(call);
  }

  private send({ prompt, maxTokens, signal }: ChatCall, dialect: Dialect) {
    const { baseUrl, model, apiKey, patience } = this.server;
    const headers = {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    };
    const body = JSON.stringify(chatBody(prompt, { model, maxTokens, dialect }));
    return this.http.stream(
      { method: 'POST', url: `${baseUrl}/chat/completions`, headers, body, signal },
      patience,
    );
  }

  private async read({ headers, body }: HttpStream, { maxTokens, onText, signal }: ChatCall) {
    let said: ChatAnswer = SAID_NOTHING;
    const limits = { maxCharacters: maxTokens * CHARACTERS_A_TOKEN, maxBytes: maxTokens * BYTES_A_TOKEN };
    const type = headers['content-type'] ?? '';
    if (/^text\/html\b/i.test(type)) {
      throw new RunFailedError(
        'not_set_up',
        'The address of the language model answered with a web page: it usually ends in /v1.',
      );
    }
    try {
      const answer = await readAnswer(body, type, limits, async (content) => {
        said = { ...said, content };
        await onText(content);
      });
      return { ...answer, broke: false };
    } catch (error) {
      if (signal.aborted || !isTransport(error)) throw error;
      if (said.content === '') throw unreachable(failureFrom(error));
      return { ...said, broke: true };
    }
  }
}

/** Errors of the connection carry a code of Node's or undici's; a lost claim or a fault of ours does not. */
function isTransport(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(UND_ERR|E[A-Z]{4,}|HPE_)/.test(code);
}

const errorBody = z.object({ error: z.object({ code: z.string().nullish(), type: z.string().nullish() }) });

async function refusedWith({ body }: HttpStream): Promise<{ code: string | null; text: string }> {
  const text = await readBody(body, MAX_REFUSAL).catch(() => '');
  try {
    const { error } = errorBody.parse(JSON.parse(text));
    const code = error.code ?? error.type ?? '';
    return { code: /^[a-z][a-z_]{2,40}$/.test(code) ? code : null, text };
  } catch {
    return { code: null, text };
  }
}
