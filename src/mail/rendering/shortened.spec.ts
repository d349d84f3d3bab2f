import { shortened } from './shortened.js';

describe(shortened.name, () => {
  it.each([
    ['short', 8, 'short'],
    ['just8 ok', 8, 'just8 ok'],
    ['nine long', 8, 'nine lo…'],
    ['one two three', 5, 'one…'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀…'],
  ])('of %s in %i characters is %s', (text, most, expected) => {
    expect(shortened(text, most)).toBe(expected);
  });
});
