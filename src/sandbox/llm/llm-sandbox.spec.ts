import { startLlmSandbox, type LlmSandbox } from './llm-sandbox.js';
import { LLM_SCENARIOS, llmKey } from './llm-scenarios.js';

const ASKED = {
  model: 'sandbox-writer',
  messages: [
    { role: 'system', content: 'Answer with one JSON object.' },
    { role: 'user', content: 'DATA x\n{"topic":"Waiting times"}\nDATA x' },
  ],
  max_tokens: 200,
  stream: true,
  stream_options: { include_usage: true },
};

describe('The stand-in for an OpenAI-compatible server', () => {
  let server: LlmSandbox;
  beforeAll(async () => {
    server = await startLlmSandbox();
  });
  afterAll(() => server?.close());

  const ask = (change: object = {}, key = llmKey('ok'), headers: Record<string, string> = {}) =>
    fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: JSON.stringify({ ...ASKED, ...change }),
    });
  const events = (text: string) =>
    [...text.matchAll(/^data: (\{.*\})$/gm)].map(
      ([, json = '']) =>
        JSON.parse(json) as {
          choices: { delta: { content?: string }; finish_reason: string | null }[];
          usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
        },
    );
  const contentOf = (all: ReturnType<typeof events>) =>
    all.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('');

  it('streams one JSON object, its end, the use of tokens and [DONE]', async () => {
    const answer = await ask();
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const text = await answer.text();
    const all = events(text);
    expect(JSON.parse(contentOf(all))).toEqual({ text: expect.stringContaining('Waiting times') as string });
    const usage = all.at(-1)?.usage;
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
    expect(usage?.completion_tokens).toBe(Math.ceil([...contentOf(all)].length / 4));
    expect(all.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('tells no use of tokens unless asked, and answers in one piece where no stream was asked for', async () => {
    expect(events(await (await ask({ stream_options: undefined })).text()).some(({ usage }) => usage)).toBe(
      false,
    );
    const whole = (await (await ask({ stream: false, stream_options: undefined })).json()) as object;
    expect(whole).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { total_tokens: expect.any(Number) as number },
    });
  });

  it('ends at the maximum of tokens', async () => {
    const all = events(await (await ask({ max_tokens: 10 })).text());
    expect([...contentOf(all)]).toHaveLength(40);
    expect(all.at(-2)?.choices[0]?.finish_reason).toBe('length');
    expect(all.at(-1)?.usage?.completion_tokens).toBe(10);
  });

  it.each<[string, number, string | null, object, string]>([
    ['no key', 401, null, {}, ''],
    ['a key it does not know', 401, 'invalid_api_key', {}, 'sk-real'],
    ['another model', 404, 'model_not_found', { model: 'gpt' }, llmKey('ok')],
    ['a field it does not know', 400, null, { max_length: 3 }, llmKey('ok')],
    ['no messages', 400, null, { messages: [] }, llmKey('ok')],
    ['a temperature beyond 2', 400, null, { temperature: 3 }, llmKey('ok')],
    ['stream_options without a stream', 400, null, { stream: false }, llmKey('ok')],
    ['both maximums', 400, null, { max_completion_tokens: 5 }, llmKey('ok')],
    ['more than its context', 400, 'context_length_exceeded', { max_tokens: 40_000 }, llmKey('ok')],
    [
      'a schema that is not strict',
      400,
      null,
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'x', strict: true, schema: { type: 'object' } },
        },
      },
      llmKey('ok'),
    ],
  ])('refuses %s', async (_, status, code, change, key) => {
    const answer = await ask(change, key);
    expect([answer.status, ((await answer.json()) as { error: { code: string | null } }).error.code]).toEqual(
      [...[status, code]],
    );
  });

  it('asks for a pause in seconds when it is busy, and lists its model', async () => {
    const busy = await ask({}, llmKey('busy'));
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '20']);
    const models = await fetch(`${server.url}/models`, {
      headers: { authorization: `Bearer ${llmKey('ok')}` },
    });
    expect(await models.json()).toMatchObject({ data: [{ id: 'sandbox-writer' }] });
    expect(
      (await fetch(`${server.url}/embeddings`, { headers: { authorization: `Bearer ${llmKey('ok')}` } }))
        .status,
    ).toBe(404);
  });

  it('plays a scenario once when told to, whatever the key', async () => {
    server.next.push('error');
    expect([(await ask()).status, (await ask()).status]).toEqual([500, 200]);
  });

  it.each(LLM_SCENARIOS.filter((name) => name !== 'silence'))('ends by itself: %s', async (name) => {
    const answer = await ask({}, llmKey(name));
    const text = await answer.text().catch((error: unknown) => (error as Error).name);
    expect(text).not.toBe('');
  });
});
