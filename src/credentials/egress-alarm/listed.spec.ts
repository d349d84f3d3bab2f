import { isListed } from './listed.js';

describe(isListed.name, () => {
  const list = ['34.123.45.67', '2001:db8::1'];

  it.each(['34.123.45.67', '::ffff:34.123.45.67', '2001:DB8:0:0:0:0:0:1'])('knows %s', (address) => {
    expect(isListed(address, list)).toBe(true);
  });

  it.each(['34.123.45.6', '2001:db8::2', 'nonsense', ''])('does not know %s', (address) => {
    expect(isListed(address, list)).toBe(false);
  });
});
