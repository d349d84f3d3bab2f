import { format, inspect } from 'node:util';

import { SecretText } from './secret-text.js';

describe(SecretText.name, () => {
  const secret = new SecretText('PLANTED');

  it('gives its text only to reveal()', () => {
    expect(secret.reveal()).toBe('PLANTED');
    const prints = [
      String(secret),
      [secret, secret].join(),
      ''.concat(secret as unknown as string),
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { showHidden: true, depth: 9 }),
      format('%s %o %O %j', secret, secret, secret, secret),
      JSON.stringify(Object.entries(secret)),
      JSON.stringify({ ...secret }),
    ];
    for (const print of prints) expect(print).not.toContain('PLANTED');
  });
});
