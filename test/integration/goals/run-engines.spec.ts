import { SystemClock } from '../../../src/platform/clocks/system-clock.js';
import { ProviderHttp } from '../../../src/platform/http/provider-http.js';
import { AGENT_RUNTIME, tokensOf, type AgentRuntime } from '../../../src/goals/runtimes/agent-runtime.js';
import { ChatCompletions } from '../../../src/goals/runtimes/model/chat-completions.js';
import { ModelRuntime } from '../../../src/goals/runtimes/model/model-runtime.js';
import { RunQueries } from '../../../src/goals/runs/run.queries.js';
import { startLlmSandbox, type LlmSandbox } from '../../../src/sandbox/llm/llm-sandbox.js';
import type { GoalView } from '../../../src/goals/goal-views.js';
import { socialMediaPost } from '../../../src/goals/templates/social-media-post.js';
import { llmKey, STAND_IN_MODEL_NAME, type LlmScenario } from '../../../src/sandbox/llm/llm-scenarios.js';
import { startApp, type TestApp } from '../../support/app.js';
import { GoalBench } from '../../support/goal-bench.js';

/** More than the template's: a report of the stand-in's market is longer at some hours, and a second attempt fits at any. */
const CEILING = 2_500;
const MODEL = `model ${STAND_IN_MODEL_NAME}`;

/** Both engines through the real job: queue row, attempts, charge, draft and what people are told. */
describe('A run, by whichever engine', () => {
  let llm: LlmSandbox;
  let test: TestApp;
  let bench: GoalBench;
  let plain: TestApp;

  beforeAll(async () => {
    llm = await startLlmSandbox();
    const env = { LLM_BASE_URL: llm.url, LLM_MODEL: STAND_IN_MODEL_NAME, LLM_API_KEY: llmKey('ok') };
    test = await startApp({ worker: false, env });
    plain = await startApp({ worker: false, database: test.database });
    bench = new GoalBench(test);
  });
  afterAll(async () => {
    await plain?.close();
    await test?.close();
    await llm?.close();
  });

  const page = (id: string) => test.app.get(RunQueries, { strict: false }).page(id);
  const attemptsOf = async (id: string) =>
    (await page(id)).attempts.map(({ outcome, failureCode }) => failureCode ?? outcome);
  /** A run of a new customer, its first attempts answered by the scenarios. */
  async function ran(...scenarios: LlmScenario[]) {
    const { goal, trial } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await test.sql('update goal_run set tokens_reserved = ? where id = ?', [CEILING, run.id]);
    await test.sql('update trial set tokens_reserved = ? where id = ?', [CEILING, trial.id]);
    await test.sql('update trial_reservation set tokens = ? where run_id = ?', [CEILING, run.id]);
    // What a test before left over is not this one's.
    llm.next.splice(0, llm.next.length, ...scenarios);
    for (const _ of scenarios) await bench.work(run.id);
    expect(llm.next).toEqual([]);
    return { run, trial, goal };
  }
  const charged = async (trialId: string) => {
    const { tokensUsed, tokensReserved } = await bench.trials.view(trialId);
    return { tokensUsed, tokensReserved, tasks: (await bench.tasksOf(trialId))[0]?.tasks };
  };
  const writtenBy = (runId: string) =>
    test.sql(
      `select data->>'engine' as engine from history_entry
        where type = 'deliverable.created' and data->>'runId' = ?`,
      [runId],
    );

  it('of the built-in engine is kept as its work, at four characters a token', async () => {
    const { goal, trial } = await bench.withGoal();
    const run = await bench.trigger(goal.id);
    await new GoalBench(plain).work(run.id);
    const { body } = await bench.draftOf(run.id);
    expect(await page(run.id)).toMatchObject({ status: 'completed', engine: 'built-in' });
    expect(await charged(trial.id)).toEqual({ tokensUsed: tokensOf(body), tokensReserved: 0, tasks: 1 });
    expect(await writtenBy(run.id)).toEqual([{ engine: 'built-in' }]);
    expect(body).not.toContain('## Reading');
  });

  it('of a model holds its reading beside the computed report, charged as the server counts', async () => {
    const { run, trial } = await ran('ok');
    const asked = llm.asked.at(-1);
    const { body, proposal } = await bench.draftOf(run.id);
    expect(await page(run.id)).toMatchObject({ status: 'completed', engine: MODEL, attempt: 1 });
    expect(await writtenBy(run.id)).toEqual([{ engine: MODEL }]);
    expect(body).toMatch(/## Reading\n\nThe report describes[^\n]+mark price of [\d,.]+ USD/);
    expect(body).toContain('| RSI 14 |');
    expect(JSON.parse(asked?.user.split('\n')[1] ?? '')).toMatchObject({
      limits: { order: 'max 1 contracts, max ₹10,000', tradingHours: '09:00–21:00 Asia/Kolkata' },
    });
    expect(proposal === null || proposal.approvalRequired).toBe(true);
    const { tokensUsed, tasks } = await charged(trial.id);
    expect(tokensUsed).toBeGreaterThan(asked?.promptTokens ?? 0);
    expect([tokensUsed < CEILING, tasks]).toEqual([true, 1]);
  });

  it('of a model is handed over with a warning where it claims figures that nobody gave', async () => {
    const { customerId, agentId } = await bench.marketingOnTrial();
    const goal = await bench.call<GoalView>('goal.create', customerId, {
      ...{ agentId, template: 'social_media_post', parameters: socialMediaPost.defaults },
    });
    await bench.call<GoalView>('goal.approve', goal.id, { version: goal.version });
    const post = async (...scenarios: LlmScenario[]) => {
      const { id } = await bench.trigger(goal.id);
      llm.next.push(...scenarios);
      await bench.work(id);
      return { id, draft: await bench.draftOf(id) };
    };
    const { id, draft } = await post('claims');
    expect(draft).toMatchObject({ status: 'in_review', unproven: ['37 %', '3x'] });
    expect(draft.body).toMatch(/37 % fewer complaints/);
    expect(
      await test.sql("select text from run_event where run_id = ? and stage = 'checking'", [id]),
    ).toContainEqual({ text: 'Figures nobody gave: 37 %, 3x' });
    expect((await post('ok')).draft.unproven).toEqual([]);
  });

  it('passes the budget of the run as the maximum, and what an attempt left as that of the next', async () => {
    const { run } = await ran('malformed', 'ok');
    const [first, second] = llm.asked.slice(-2);
    const [{ tokens } = { tokens: 0 }] = (await page(run.id)).attempts;
    const room = (budget: number, asked = first) =>
      budget - Math.ceil(((asked?.system.length ?? 0) + (asked?.user.length ?? 0)) / 3);
    expect(first?.maxTokens).toBe(room(CEILING));
    expect(second?.maxTokens).toBe(room(CEILING - tokens, second));
  });

  it.each<[LlmScenario, string, RegExp]>([
    ['malformed', 'malformed', /not answer in the form/],
    ['garbage', 'malformed', /form that is not understood/],
    ['cut', 'malformed', /broke off/],
    ['failing', 'malformed', /error in the middle/],
    ['html', 'unfit', /HTML or script/],
    ['language', 'unfit', /German/],
    ['instructions', 'unfit', /set rules aside/],
    ['figures', 'unfit', /names the figure 91,234.5 USD/],
    ['direction', 'unfit', /says "(?:The price|It) [^"]+", but the (?:report has|price is)/],
  ])('that got %s is charged, tells why, and is tried again', async (scenario, failure, words) => {
    const { run, trial } = await ran(scenario);
    const waiting = await page(run.id);
    expect(waiting).toMatchObject({
      status: 'queued',
      failureCode: failure,
      deliverable: null,
      ending: null,
    });
    expect(waiting.failure).toMatch(words);
    expect(waiting.stages.at(-1)?.text).toContain('It is tried again in 5 seconds.');
    const [first] = waiting.attempts;
    expect(first?.tokens).toBeGreaterThan(100);
    await bench.work(run.id);
    expect(await attemptsOf(run.id)).toEqual([failure, 'completed']);
    const { status, failureCode, tokensUsed, attempts } = await page(run.id);
    expect([status, failureCode]).toEqual(['completed', null]);
    expect(tokensUsed).toBe(attempts.reduce((sum, { tokens }) => sum + tokens, 0));
    expect(await charged(trial.id)).toEqual({ tokensUsed, tokensReserved: 0, tasks: 1 });
  });

  it.each<[LlmScenario, string, RegExp]>([
    ['refusal', 'rejected', /declined to write/],
    ['filter', 'rejected', /filter of the language model stopped/],
    ['echo', 'rejected', /repeats the instructions/],
    ['length', 'over_budget', /does not fit into the \d+ tokens/],
    ['megabyte', 'over_budget', /went on past the \d+ tokens/],
  ])('that got %s ends at once; the task and its tokens are used', async (scenario, failure, words) => {
    const { run, trial } = await ran(scenario);
    const { status, failureCode, failure: text, deliverable, ending, attempts } = await page(run.id);
    expect([status, failureCode, deliverable, attempts.length]).toEqual(['failed', failure, null, 1]);
    expect(text).toMatch(words);
    expect(ending?.text).toMatch(words);
    expect(ending?.todo).not.toBe('');
    const { tokensUsed, ...rest } = await charged(trial.id);
    expect(rest).toEqual({ tokensReserved: 0, tasks: 1 });
    expect(tokensUsed > 100 && tokensUsed <= CEILING).toBe(true);
  });

  it.each<[LlmScenario, RegExp]>([
    ['unauthorized', /does not accept our key \(HTTP 401, invalid_api_key\)/],
    ['no_credit', /no credit left/],
    ['web_page', /usually ends in \/v1/],
  ])('that got %s ends at once for engineering; the customer gets the task back', async (scenario, words) => {
    const { run, trial } = await ran(scenario);
    const { status, failureCode, failure, ending } = await page(run.id);
    expect([status, failureCode]).toEqual(['failed', 'not_set_up']);
    expect(failure).toMatch(words);
    expect(ending?.todo).toContain('engineering');
    expect(await charged(trial.id)).toEqual({ tokensUsed: 0, tokensReserved: 0, tasks: 0 });
  });

  it('that never reaches the model waits as long as it is asked to, three times, and costs nothing', async () => {
    const { run, trial } = await ran('busy');
    const { retryAt, stages, tokensUsed } = await page(run.id);
    expect(retryAt).not.toBeNull();
    expect(stages.at(-1)?.text).toContain(
      '(HTTP 429, rate_limit_exceeded). It is tried again in 20 seconds.',
    );
    expect(tokensUsed).toBe(0);
    llm.next.push('error', 'error');
    await bench.work(run.id);
    await bench.work(run.id);
    expect(await attemptsOf(run.id)).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect((await page(run.id)).stages.at(-1)?.text).toContain('The task was given back.');
    expect(await charged(trial.id)).toEqual({ tokensUsed: 0, tokensReserved: 0, tasks: 0 });
  });

  it('that gets no answer at all ends by the patience with a model, or by the time of the run', async () => {
    const runtime = test.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const real = runtime.run.bind(runtime);
    const server = {
      ...{ baseUrl: llm.url, model: STAND_IN_MODEL_NAME, apiKey: llmKey('silence') },
      patience: { answerMs: 1_000, silenceMs: 1_000, wholeMs: 60_000 },
    };
    const [http, clock] = [test.app.get(ProviderHttp), test.app.get(SystemClock)];
    const builtIn = plain.app.get<AgentRuntime>(AGENT_RUNTIME, { strict: false });
    const impatient = new ModelRuntime(builtIn, new ChatCompletions(http, server, clock), () =>
      'f0'.repeat(16),
    );
    runtime.run = (input, context) => impatient.run(input, context);
    const { goal } = await bench.withGoal();
    const [silent, late] = [await bench.trigger(goal.id), await bench.trigger(goal.id)];
    await bench.work(silent.id);
    const limit = new AbortController();
    const started = bench.work(late.id, undefined, limit.signal);
    const writing = setInterval(() => {
      if (llm.asked.length > before) limit.abort(new DOMException('too long', 'TimeoutError'));
    }, 20);
    const before = llm.asked.length;
    await started.finally(() => {
      clearInterval(writing);
      runtime.run = real;
    });
    expect(await page(silent.id)).toMatchObject({
      failureCode: 'unreachable',
      failure: expect.stringContaining('did not answer in time') as string,
    });
    expect(await attemptsOf(late.id)).toEqual(['timeout']);
  });

  it('asks nothing where the trial has no tokens left for an answer', async () => {
    const { goal, trial } = await bench.withGoal();
    await test.sql('update trial set tokens_used = 9_450 where id = ?', [trial.id]);
    const before = llm.calls().length;
    const run = await bench.trigger(goal.id);
    expect(run.tokensReserved).toBe(550);
    await bench.work(run.id);
    expect(await page(run.id)).toMatchObject({ status: 'failed', failureCode: 'over_budget' });
    expect(llm.calls()).toHaveLength(before);
  });

  // Last: what a server does not take is kept for the process.
  it('goes on with servers that take fewer fields', async () => {
    for (const age of ['newer', 'older'] as const) {
      const { goal } = await bench.withGoal();
      const run = await bench.trigger(goal.id);
      llm.next.push(age, age, age);
      await bench.work(run.id);
      llm.next.length = 0;
      expect(await page(run.id)).toMatchObject({ status: 'completed', attempt: 1 });
    }
  });
});
