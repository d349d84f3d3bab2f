import { diffRevisions } from './revision-diff.js';

const many = (text: string, times: number) => text.repeat(times);

describe('what differs between two revisions', () => {
  it('is told word by word', () => {
    expect(diffRevisions('Waits are long.\nCall us.', 'Waits are short.\nCall us.')).toEqual({
      parts: [
        { kind: 'same', text: 'Waits are ' },
        { kind: 'removed', text: 'long' },
        { kind: 'added', text: 'short' },
        { kind: 'same', text: '.\nCall us.' },
      ],
      ...{ added: 5, removed: 4, changed: true },
    });
    expect(diffRevisions('As it was.', 'As it was.')).toMatchObject({ changed: false, added: 0, removed: 0 });
  });

  it('is told line by line where hardly a word was kept', () => {
    const [old, other] = ['a b c d e f g h\n', 'z y x w v u t s\n'].map((line) => many(line, 200));
    const { parts } = diffRevisions(`Title\n${old}`, `Title\n${other}`);
    expect(parts.map(({ kind, text }) => [kind, text.length])).toEqual([
      ['same', 6],
      ['removed', 3_200],
      ['added', 3_200],
    ]);
  });

  // Word by word each of these is minutes of work.
  it.each([
    ['punctuation', many('.,', 10_000), many(';:', 10_000)],
    ['short words', many('a ', 10_000), many('b ', 10_000)],
    ['short lines', many('a\n', 10_000), many('b\n', 10_000)],
  ])('is the whole of them where they share nothing: %s', (_, before, after) => {
    const { parts, ...counts } = diffRevisions(before, after);
    expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(counts).toEqual({ added: 20_000, removed: 20_000, changed: true });
  });
});
