import type { Request, Response } from 'express';

import { AppError } from '../errors/app-error.js';
import { sameOriginWall } from './same-origin.js';

const wall = sameOriginWall('https://onboarding.example');
function answer(method: string, headers: Record<string, string>): unknown {
  let result: unknown = 'not called';
  const request = { method, get: (name: string) => headers[name] } as unknown as Request;
  wall(request, {} as Response, (error?: unknown) => (result = error));
  return result;
}

describe('the same-origin wall', () => {
  it.each([
    ['reading', 'GET', {}],
    ['a form of ours', 'POST', { 'sec-fetch-site': 'same-origin' }],
    ['a form of ours on plain http', 'POST', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
    ['our public address behind a proxy', 'POST', { origin: 'https://onboarding.example', host: 'web:3000' }],
  ])('lets %s through', (_what, method, headers) => {
    expect(answer(method, headers)).toBeUndefined();
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://onboarding.example' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example', host: 'onboarding.example' }],
    ['an opaque origin', { origin: 'null', host: 'onboarding.example' }],
    ['a request that says nothing', {}],
  ])('refuses a change from %s', (_what, headers) => {
    const refusal = answer('POST', headers);
    expect(refusal).toBeInstanceOf(AppError);
    expect((refusal as AppError).definition.status).toBe(403);
  });
});
