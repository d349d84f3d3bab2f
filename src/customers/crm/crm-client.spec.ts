import { readReply } from './crm-client.js';

const json = (value: unknown) => ({ kind: 'json' as const, value });

describe(readReply.name, () => {
  it.each([
    [200, json({ id: 'CRM-1' }), { kind: 'taken', crmId: 'CRM-1' }],
    [201, json({ id: 42 }), { kind: 'taken', crmId: '42' }],
    [202, json({}), { kind: 'taken', crmId: null }],
    [204, { kind: 'not_json' as const }, { kind: 'taken', crmId: null }],
    [200, json(null), { kind: 'taken', crmId: null }],
    [200, json({ id: ' ' }), { kind: 'taken', crmId: null }],
    [200, json({ id: 'x'.repeat(201) }), { kind: 'taken', crmId: null }],
    [
      302,
      json({ id: 'CRM-1' }),
      { kind: 'refused', reason: 'the webhook redirects elsewhere (HTTP 302); that is not followed' },
    ],
    [401, json({}), { kind: 'refused', reason: 'HTTP 401' }],
    [410, json({}), { kind: 'refused', reason: 'HTTP 410' }],
    [408, json({}), { kind: 'unreachable', reason: 'HTTP 408' }],
    [429, json({}), { kind: 'unreachable', reason: 'HTTP 429' }],
    [503, json({ id: 'CRM-1' }), { kind: 'unreachable', reason: 'HTTP 503' }],
  ])('reads HTTP %i with %j', (status, body, reply) => {
    expect(readReply({ status, json: body })).toEqual(reply);
  });
});
