import { z } from 'zod';
import { parseInput } from './parse-input.js';

const schema = z.strictObject({ name: z.string(), settings: z.record(z.string(), z.unknown()).optional() });

function refusal(raw: unknown): unknown {
  try {
    return parseInput(schema, raw);
  } catch (error) {
    return error;
  }
}

describe(parseInput.name, () => {
  it('names what is wrong, field by field', () => {
    expect(refusal({ name: 1, more: 2 })).toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'name' }, { field: 'more', message: 'is not a field of this command' }],
    });
  });

  it('refuses a NUL wherever it stands: no text column holds one', () => {
    const refused = { code: 'validation_failed' };
    expect(refusal({ name: 'a\0b' })).toMatchObject({ ...refused, fields: [{ field: 'name' }] });
    expect(refusal({ name: 'a', settings: { deep: [{ text: '\0' }] } })).toMatchObject(refused);
    expect(refusal({ name: 'a', settings: { 'b\0': 1 } })).toMatchObject(refused);
  });

  it('refuses nesting without end before anything walks it', () => {
    const deep = JSON.parse('{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)) as unknown;
    expect(refusal({ name: 'a', settings: { deep } })).toMatchObject({ code: 'validation_failed' });
  });
});
