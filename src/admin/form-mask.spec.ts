import { z } from 'zod';
import { writeNote } from '../notes/note.commands.js';
import type { Draft } from './components/form-draft.js';
import { masked } from './components/form-mask.js';
import { fieldsOf, type Schema } from './components/schema.js';

const asked = fieldsOf(z.toJSONSchema(writeNote.input as z.ZodType, { io: 'input' }) as Schema);

describe('Masking what a form holds', () => {
  it('cuts each place out of its own field, of rows too, and leaves the rest', () => {
    const draft: Draft = {
      body: 'one SECRET two SECRET',
      issues: ['0', '2'],
      'issues.0.what': 'nothing here',
      'issues.2.what': 'the SECRET again',
      feedback: 'SECRET stays: nobody named it',
    };
    const places = [
      { field: 'body', from: 4, to: 10 },
      { field: 'issues.1.what', from: 4, to: 10 },
      { field: 'body', from: 15, to: 21 },
    ];
    expect(masked(asked, draft, places)).toEqual({
      ...draft,
      body: 'one [masked] two [masked]',
      'issues.2.what': 'the [masked] again',
    });
  });

  it('counts from the first letter where blanks around a line are not sent', () => {
    const fields = fieldsOf({
      properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    });
    const draft: Draft = { name: '  a SECRET ', tags: 'first\n\n  SECRET b' };
    expect(
      masked(fields, draft, [
        { field: 'name', from: 2, to: 8 },
        { field: 'tags.1', from: 0, to: 6 },
      ]),
    ).toEqual({ name: '  a [masked] ', tags: 'first\n\n  [masked] b' });
  });
});
