import { newId } from '../../platform/ids/new-id.js';
import { signWebhook } from '../../platform/webhooks/sign-webhook.js';
import { reportsOf, scenarioAsked, troubleOf } from './agent-platform-scenarios.js';
import { SandboxAgentPlatform } from './sandbox-agent-platform.js';

const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const MINUTE = 60_000;

function event(change: object = {}) {
  const [handOverId, deliverableId] = [newId(), newId()];
  const data = {
    ...{ handOverId, deliverableId, round: 1, customerId: newId(), customerNumber: 'C-1042' },
    ...{ agentId: newId(), goalId: newId(), runId: newId(), revision: 1 },
    ...{ approvedAt: '2026-02-12T10:00:00.000Z', approvedBy: 'customer' },
    action: {
      ...{ kind: 'post', platform: 'linkedin', text: 'Waiting times fell.', hashtags: [] },
      notBefore: '2026-02-12T10:00:00.000Z',
    },
    resultUrl: `http://127.0.0.1:3000/api/v1/deliverables/${deliverableId}/result`,
    ...change,
  };
  const timestamp = '2026-02-12T10:00:00.000Z';
  return { id: handOverId, body: JSON.stringify({ type: 'action.approved', timestamp, data }) };
}

describe(SandboxAgentPlatform.name, () => {
  let platform: SandboxAgentPlatform;
  let url: string;
  beforeEach(async () => {
    platform = new SandboxAgentPlatform(SECRET);
    url = await platform.start();
  });
  afterEach(() => platform.close());

  const send = async ({ id, body }: { id: string; body: string }, at = new Date(), secret = SECRET) =>
    (await fetch(url, { method: 'POST', body, headers: signWebhook(secret, { id, body, at }) })).status;

  it('refuses what is not signed, not new, or no approved action', async () => {
    const away = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
    const { body } = event();
    const changed = signWebhook(SECRET, { id: 'evt', body, at: new Date() });
    const statuses = [
      await send({ id: 'evt', body: '{}' }),
      await send({ id: 'evt', body: 'no JSON' }),
      await send({ ...event(), id: 'another' }),
      await send(event({ unknown: true })),
      await send(event({ action: { kind: 'withdrawal' } })),
      await send(event(), new Date(), OTHER),
      await send(event(), away(-6)),
      await send(event(), away(6)),
      (await fetch(url, { method: 'POST', body: `${body} `, headers: changed })).status,
      (await fetch(url, { method: 'POST', body })).status,
      (await fetch(url)).status,
    ];
    expect(statuses).toEqual([400, 400, 400, 400, 400, 401, 401, 401, 401, 401, 405]);
    expect(platform.received).toEqual([]);
  });

  it('takes a delivery that is repeated once, and refuses its id for another body', async () => {
    const first = event();
    const other = { ...event({ handOverId: first.id }), id: first.id };
    expect([await send(first), await send(first), await send(other)]).toEqual([202, 202, 409]);
    expect(platform.received.map(({ handOverId }) => handOverId)).toEqual([first.id]);
  });

  it('makes the trouble of its scenario, and checks signatures before', async () => {
    platform.scenario = 'fails_once';
    const one = event();
    expect([await send(one, new Date(), OTHER), await send(one), await send(one)]).toEqual([401, 500, 202]);
    platform.scenario = 'refuses';
    expect(await send(event())).toBe(422);
    platform.scenario = 'unreachable';
    await expect(send(event())).rejects.toThrow('fetch failed');
    expect(platform.received).toHaveLength(1);
  });

  it('is asked for by name, with what it is to do', () => {
    expect(['stand-in', 'stand-in:refuses', 'https://agents.example', undefined].map(scenarioAsked)).toEqual([
      ...['accepts', 'refuses', undefined, undefined],
    ]);
    expect(() => scenarioAsked('stand-in:nonsense')).toThrow(/names no scenario[^]*accepts, accepts_late/);
    expect([reportsOf('never_answers'), reportsOf('answers_twice'), reportsOf('accepts_late')]).toEqual([
      ...[[], [0, 0], [5]],
    ]);
    expect(troubleOf('accepts', 0)).toBeNull();
  });
});
