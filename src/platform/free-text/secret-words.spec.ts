import { secretWords } from './secret-words.js';

const SECRET = 'pX4vN8qL+w2Tj/Rk6ZsB9=';

describe('Words that may be a stored secret', () => {
  it('are not combined without end: a text of nothing but separators is read part by part', () => {
    const crowded = Array.from({ length: 500 }, (_, at) => `${at}q.1q.2q.3q.4q.5q.6q.7q.8q.9q.aq.bq.cq`).join(
      ' ',
    );
    expect(secretWords(crowded).length).toBeLessThan(2_000);
    expect(secretWords(`${crowded} ${SECRET}`).map(({ word }) => word)).toContain(SECRET);
  });

  it.each([
    ['alone', SECRET],
    ['in a sentence', `They pasted "${SECRET}", sorry.`],
    ['beside its name', `apiSecret=${SECRET};`],
    ['in brackets', `the key (${SECRET}) was`],
    ['as a line of its own', `first\n${SECRET}\nlast`],
    ['for a URL', `x=${encodeURIComponent(SECRET)}`],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in hexadecimal', `hex: ${Buffer.from(SECRET).toString('hex')}`],
  ])('are found %s', (_, text) => {
    expect(secretWords(text).map(({ word }) => word)).toContain(SECRET);
  });

  it('say where they stand', () => {
    const text = 'Key: abcdefghijkl12.';
    const found = secretWords(text).find(({ word }) => word === 'abcdefghijkl12');
    expect(found && text.slice(found.from, found.to)).toBe('abcdefghijkl12');
  });

  it('are neither short words nor ids of records, and a long text has not many', () => {
    expect(secretWords('a short note about 019c4f00-0000-7000-8000-00000000000a')).toEqual([]);
    expect(secretWords('The onboarding of this customer went well. '.repeat(400)).length).toBe(0);
  });

  it('are found in little time, whatever was sent', () => {
    const began = performance.now();
    for (const text of [
      'aB3'.repeat(85_000),
      'a.'.repeat(120_000),
      `${'abcdefghijklm/'.repeat(20)} `.repeat(900),
    ])
      secretWords(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
