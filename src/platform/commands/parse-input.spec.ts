import { z } from 'zod';
import { parseInput } from './parse-input.js';

const schema = z.strictObject({ name: z.string(), settings: z.record(z.string(), z.unknown()).optional() });

function refusal(raw: unknown, of: z.ZodType = schema): unknown {
  try {
    return parseInput(of, raw);
  } catch (error) {
    return error;
  }
}

const texts = z.strictObject({
  word: z.string().max(200).nullish(),
  words: z.array(z.string().max(80)).optional(),
  prose: z.string().trim().max(5_000).nullish(),
  csv: z.string().meta({ widget: 'textarea' }).optional(),
  link: z.url().max(2_000).optional(),
});
const fieldsOf = (raw: unknown): string[] => {
  try {
    parseInput(texts, raw);
    return [];
  } catch (error) {
    return (error as { fields: { field: string }[] }).fields.map(({ field }) => field);
  }
};

describe('The texts of an input', () => {
  it('are one line in fields that take a name: no break, no tab, nothing that turns the direction', () => {
    for (const bad of [
      'Doe\r\nBcc: eve@example.com',
      'a\tb',
      'a\u2028b',
      'a\x85b',
      '\u202Egpj.exe',
      '\u2066x\u2069',
      '\u200B\u2060',
    ])
      expect([bad, fieldsOf({ word: bad, words: ['good', bad] })]).toEqual([bad, ['word', 'words.1']]);
    expect(fieldsOf({ link: 'https://example.com/a\nb' })).toEqual(['link']);
  });

  it('may be of any script, with marks and joiners, in every field', () => {
    for (const good of [
      'Zoë Żółć e\u0301',
      'שלום \u200F(ישראל)',
      'क्\u200Dष',
      '👩🏽\u200D💻',
      "O'Neil <x> {{y}}",
      '',
      '  ',
    ])
      expect([good, fieldsOf({ word: good, words: [good], prose: good })]).toEqual([good, []]);
  });

  it('keep line feeds and tabs in prose, whose other line ends become ours', () => {
    const prose = 'One\r\nTwo\rThree\n\tFour';
    const kept = 'One\nTwo\nThree\n\tFour';
    expect(parseInput(texts, { prose, csv: prose, word: null })).toEqual({
      prose: kept,
      csv: kept,
      word: null,
    });
    expect(fieldsOf({ prose: 'a\vb', csv: 'a\x1b[2Jb' })).toEqual(['prose', 'csv']);
  });

  it('change nothing of what was sent', () => {
    const raw = { prose: 'One\r\nTwo' };
    parseInput(texts, raw);
    expect(raw).toEqual({ prose: 'One\r\nTwo' });
  });
});

describe(parseInput.name, () => {
  it('names what is wrong, field by field', () => {
    expect(refusal({ name: 1, more: 2 })).toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'name' }, { field: 'more', message: 'is not a field of this command' }],
    });
  });

  it('says it in words that a person can act on, and leaves a field its own', () => {
    const form = z.strictObject({
      every: z.literal([1, 2, 12]),
      count: z.int().min(3).max(5),
      kind: z.enum(['daily', 'weekly']),
      title: z.string().min(1).max(5),
      topics: z.array(z.string()).min(1),
      note: z.string({ error: 'Say what it is about' }),
      at: z.iso.datetime({ offset: true }),
    });
    const said = (raw: unknown) => {
      try {
        return parseInput(form, raw);
      } catch (error) {
        return (error as { fields: { field: string; message: string }[] }).fields.map(
          ({ field, message }) => `${field} ${message}`,
        );
      }
    };
    expect(
      said({ every: '', count: 'nine', kind: 'hourly', title: '', topics: [], note: 1, at: 'noon' }),
    ).toEqual([
      'every is required',
      'count must be a number',
      'kind must be one of daily, weekly',
      'title is required',
      'topics must have at least 1 entry',
      'note Say what it is about',
      'at must be an instant such as 2026-02-19T10:00:00+05:30',
    ]);
    expect(said({ every: 5, count: 9, title: 'longer', topics: 'a' })).toEqual([
      'every must be one of 1, 2, 12',
      'count must be at most 5',
      'kind is required',
      'title must have at most 5 characters',
      'topics must be a list',
      'note Say what it is about',
      'at is required',
    ]);
  });

  it('says of a bound that is left out, a kind and a record what would do', () => {
    const form = z.strictObject({
      version: z.int().positive(),
      share: z.number().lt(1),
      when: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('daily') }),
        z.strictObject({ kind: z.literal('weekly') }),
      ]),
      parameters: z.record(z.string(), z.unknown()),
    });
    const said = (when: unknown) => refusal({ version: 0, share: 1, when, parameters: [] }, form);
    const asked = (kind: string) => ({
      fields: [
        { field: 'version', message: 'must be more than 0' },
        { field: 'share', message: 'must be less than 1' },
        { field: 'when.kind', message: kind },
        { field: 'parameters', message: 'must be an object' },
      ],
    });
    expect(said({ kind: 'hourly' })).toMatchObject(asked('must be one of daily, weekly'));
    expect(said({})).toMatchObject(asked('is required'));
  });

  it('refuses what no text column holds wherever it stands, in names of fields too', () => {
    const refused = { code: 'validation_failed' };
    expect(refusal({ name: 'a\0b' })).toMatchObject({
      ...refused,
      fields: [{ field: 'name', message: 'holds a NUL, a control character: take it out' }],
    });
    for (const bad of ['\0', 'a\x07', '\x9b31m', '\ud83d alone', '\udc00'])
      expect(refusal({ name: 'a', settings: { deep: [{ text: bad }] } })).toMatchObject({
        ...refused,
        fields: [{ field: 'settings.deep.0.text' }],
      });
    expect(refusal({ name: 'a', settings: { 'b\0': 1 } })).toMatchObject(refused);
  });

  it('refuses nesting without end before anything walks it', () => {
    const deep = JSON.parse('{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)) as unknown;
    expect(refusal({ name: 'a', settings: { deep } })).toMatchObject({ code: 'validation_failed' });
  });
});
