import { textFault } from '../../platform/free-text/kept-text.js';
import { toldAccounts, toldName } from './told-name.js';

describe(toldName.name, () => {
  const names = [
    '\u202bعيادة الشمال\u202c',
    'Northwind\u2066 Clinic\u2069',
    'Two\nlines\tand\0more',
    `${'x'.repeat(199)}😀`,
    'x'.repeat(199) + '\ud83d',
    'line\u2028separator',
  ];

  it('makes every name one that can be kept', () => {
    expect(names.slice(0, 3).map((name) => textFault(name, 'one'))).not.toContain(undefined);
    for (const name of names) expect(textFault(toldName(name) ?? '', 'one')).toBeUndefined();
    expect(toldName(names[0] ?? '')).toBe('عيادة الشمال');
    expect(toldName(names[2] ?? '')).toBe('Two lines and more');
  });

  it('leaves what people write as it is', () => {
    for (const name of ['Dr. O’Neill & Söhne', 'क्लिनिक', 'Family 👨‍👩‍👧 Care', '北京诊所'])
      expect(toldName(name)).toBe(name);
  });

  it('names an account by its id where its name shows nothing', () => {
    const account = { id: '17', name: '\u200b\u3164', detail: '\u200b', unusable: null };
    expect(toldAccounts([account])).toEqual([{ ...account, name: '17', detail: null }]);
  });
});
