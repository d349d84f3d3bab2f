import { offsetOf, placeInWords, placeOf, readSettingsJson } from './settings-json.js';

const faultsOf = (text: string) => {
  const read = readSettingsJson(text);
  return read.ok ? [] : read.faults.map((fault) => `${placeInWords(fault)}: ${fault.message}`);
};

describe('readSettingsJson', () => {
  it('reads an object', () => {
    expect(readSettingsJson('{ "nickname": "Alex", "maxNotional": { "amount": 1000000 } }\n')).toEqual({
      ok: true,
      value: { nickname: 'Alex', maxNotional: { amount: 1_000_000 } },
    });
  });

  it.each([
    ['{\n  "nickname": "Alex"\n  "theme": "x"\n}', 'Line 3, column 3: a comma is expected before this'],
    ['{\n  "maxUnitsPerOrder": ,\n}', 'Line 2, column 23: a value is expected'],
    [
      '{ "a": 1, }',
      'Line 1, column 11: the name of a field in double quotes is expected; there may be a comma too much',
    ],
    ['{ "a": 1 ', 'Line 1, column 10: a closing } is missing'],
    ['{ "a": BTC }', 'Line 1, column 8: this is no JSON value; texts stand in double quotes'],
    [
      "{ 'a': 1 }",
      'Line 1, column 3: the name of a field in double quotes is expected; there may be a comma too much',
    ],
    ['{ "a": "b\n}', 'Line 1, column 8: the closing double quote of this text is missing'],
    ['{ "a" 1 }', 'Line 1, column 7: a colon is expected after the name of the field'],
    [`${'['.repeat(60)}1`, 'Line 1, column 42: this is nested too deeply'],
    ['{ "a": 1 } {}', 'Line 1, column 12: the configuration ends before this; something stands behind it'],
    ['// why\n{}', 'Line 1, column 1: JSON has no comments'],
    ['', 'Line 1, column 1: a value is expected'],
    ['[1]', 'Line 1, column 1: the configuration is an object: { "nickname": … }'],
    ['null', 'Line 1, column 1: the configuration is an object: { "nickname": … }'],
    ['{\n  "a": 1,\n  "b": { "c": 1, "c": 2 }\n}', 'Line 3, column 18: "c" stands twice; keep one'],
  ])('names line and column in %j', (text, told) => {
    expect(faultsOf(text)[0]).toBe(told);
  });

  it('is as strict as JSON.parse', () => {
    for (const text of [
      '{"a":01}',
      '{"a":"\t"}',
      '{"a":NaN}',
      '{"a":"\\x"}',
      '\u00a0{}',
      '{"a":1}}',
      '{"a":"\\u12"}',
      '{"a":.5}',
      '\ufeff{}',
      '{"a":"\u2028"}\u2028',
      '{"a":1.}',
    ]) {
      expect(() => JSON.parse(text) as unknown).toThrow();
      expect(faultsOf(text)).not.toEqual([]);
    }
  });
});

describe('placeOf', () => {
  const text =
    '{\n  "nickname": "Alex",\n  "allowedCoins": [\n    "BTC",\n    "eth"\n  ],\n  "maxNotional": { "amount": 0 }\n}';

  it('finds a field, one entry of a list, or the object around what is missing', () => {
    expect(placeOf(text, 'nickname')).toEqual({ line: 2, column: 3 });
    expect(placeOf(text, 'allowedCoins.1')).toEqual({ line: 5, column: 5 });
    expect(placeOf(text, 'maxNotional.amount')).toEqual({ line: 7, column: 20 });
    expect(placeOf(text, 'maxNotional.currency')).toEqual({ line: 7, column: 3 });
    expect(placeOf(text, 'theme')).toEqual({ line: 1, column: 1 });
    expect(placeOf('', 'theme')).toEqual({ line: 1, column: 1 });
  });

  it('gives the character to put the caret before', () => {
    expect(text.slice(offsetOf(text, placeOf(text, 'allowedCoins.1'))).startsWith('"eth"')).toBe(true);
  });
});
