import { inspect } from 'node:util';

import { GraphBench, PAGE, pageToken } from '../../../../test/support/graph-bench.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { GRAPH_SCENARIOS, GRAPH_SCOPES } from '../../../sandbox/graph/graph-scenarios.js';
import { makeGraphToken } from '../../../sandbox/graph/graph-tokens.js';

let bench: GraphBench;
beforeAll(async () => {
  bench = await GraphBench.start();
});
afterAll(() => bench?.close());

describe('Letting go at Meta', () => {
  const token = (person: string) =>
    new SecretText(
      makeGraphToken({ scenario: 'ok', kind: 'long', person, asked: GRAPH_SCOPES, at: bench.clock.now() }),
    );
  const letGo = (accessToken: SecretText, others: readonly ('facebook' | 'instagram')[]) =>
    bench.instagram().letGo({ accessToken }, bench.ctx(), () => Promise.resolve(others));
  const passes = async (accessToken: SecretText) =>
    (await bench.testAccount(accessToken.reveal())).outcome === 'ok';

  it("takes back only what the person's other connections do not need", async () => {
    const mine = token('10215241773830002');
    const calls = await bench.called(async () => expect(await letGo(mine, ['facebook'])).toBe('told'));
    expect(calls).toEqual([
      'GET /v25.0/debug_token',
      'DELETE /v25.0/10215241773830002/permissions/instagram_basic',
      'DELETE /v25.0/10215241773830002/permissions/instagram_content_publish',
    ]);
    expect(await bench.testAccount(mine.reveal())).toMatchObject({
      failure: { missing: ['instagram_basic', 'instagram_content_publish'] },
    });
  });

  it('takes nothing back that another customer of the same person needs for the same platform', async () => {
    const mine = token('10215241773830003');
    expect(await letGo(mine, ['instagram', 'facebook'])).toBe('shared');
    expect(await passes(mine)).toBe(true);
  });

  it('removes our app with the last connection', async () => {
    const mine = token('10215241773830004');
    expect(await letGo(mine, [])).toBe('told');
    expect(await bench.testAccount(mine.reveal())).toMatchObject({ failure: { code: 'revoked' } });
    expect(await letGo(mine, [])).toBe('not_told');
  });
});

describe('What is said and left behind', () => {
  it('explains every end in words of its own, and leaves no token in reports, explanations or logs', async () => {
    bench.lines.length = 0;
    const shown: unknown[] = [];
    for (const { name } of GRAPH_SCENARIOS) {
      const reports = [
        await bench.testPage(pageToken(name), PAGE),
        await bench.testAccount(`sandbox_${name}`),
      ];
      for (const [at, report] of reports.entries()) {
        const tester = at === 0 ? bench.facebook() : bench.instagram();
        const guidance = report.outcome === 'ok' ? null : tester.explain(report.failure);
        if (guidance) expect(guidance.remedy.length).toBeGreaterThan(0);
        shown.push(report, guidance);
      }
    }
    expect(bench.lines.length).toBeGreaterThan(60);
    const text = inspect([shown, bench.lines], { depth: 9, maxArrayLength: null });
    expect(text).not.toMatch(/sandbox_[a-z]+[._]|app-secret|appsecret_proof|input_token/);
  });
});
