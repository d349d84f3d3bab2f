import { tokenShapes } from './token-shapes.js';

const marked = (text: string): string[] => tokenShapes(text).map(({ from, to }) => text.slice(from, to));
const DELTA_KEY = 'kJ8sQ2mVx7LpT4nWc9RdZb3HfYgA1e';
const DELTA_SECRET = 'pX4vN8qLw2TjRk6ZsB9mHd3FyGc7UaEoMi1KtVxJrPbWn5QzDgYh0SfCuA';
const META = `EAAJ${'Zk3QmT9'.repeat(8)}`;

describe('What looks like a key or a password', () => {
  it.each([
    ['a key of Delta Exchange', `They sent ${DELTA_KEY}, by chat`, [DELTA_KEY]],
    ['a secret of Delta Exchange', `secret: ${DELTA_SECRET}.`, [DELTA_SECRET]],
    ['a token of Meta', `"${META}"`, [META]],
    ['a token of Google', 'ya29.a0AfH6SMBx_2kLmN-pQrStUv', ['ya29.a0AfH6SMBx_2kLmN-pQrStUv']],
    ['an access token in an address', 'https://x.example/cb?access_token=Ab12Cd34Ef', ['Ab12Cd34Ef']],
    ['a password that is named one', 'password is password: Sommer2026! and', ['Sommer2026!']],
    ['a hexadecimal key', `0123456789abcdef0123456789abcdef`, ['0123456789abcdef0123456789abcdef']],
    ['our own one-time link', `/connect?token=${'aB3'.repeat(14)}`, ['aB3'.repeat(14)]],
    ['two of them', `${DELTA_KEY} and ${DELTA_SECRET}`, [DELTA_KEY, DELTA_SECRET]],
  ])('is seen: %s', (_, text, found) => {
    expect(marked(text)).toEqual(found);
  });

  it.each([
    'Onboarding Call - 2026-02-12 10:00 AM PST\nAttendee: John Doe (john@example.com)',
    'Customer excited about LinkedIn automation. Slight confusion on approval workflow - sent follow-up email.',
    'See run 019c4f00-0000-7000-8000-00000000000a and C-1042.',
    'https://docs.google.com/document/d/1A2b3C4d5E6f7G8h9I0jK1l2M3n4O5p6Q7r8S9t0/edit#heading=h.abc',
    'https://meet.example/j/91234567890?pwd=weekly',
    'recordings/2026-02-12_C-1042.mp4, trial_activation_and_conversion_measures_2026',
    'Invalid token: expired. The password was not reset; API key rejected (ip_not_allowed_for_this_api_key)',
    'Donaudampfschifffahrtsgesellschaftskapitän wünscht #healthcaremarketingforhospitals',
    '#BTC #HealthcareMarketing2026 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ------------------------------',
    'commit 3ccd268, build 20260212101500, GSTIN 27AAPFU0939F1ZV, +91 98765 43210',
  ])('is not seen in: %s', (text) => {
    expect(marked(text)).toEqual([]);
  });

  it.each([
    ['one run', 'aB3'.repeat(85_000)],
    ['runs with dots', `${'aB3'.repeat(9)}.`.repeat(9_000)],
    ['names of secrets', 'secret: token = bearer '.repeat(11_000)],
    ['beginnings of tokens', 'eyJ-'.repeat(60_000)],
  ])('is looked for in little time, whatever was sent: %s', (_, text) => {
    const began = performance.now();
    tokenShapes(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
