import { authorizingCookie } from './authorizing-cookie.js';

const TEXT = 'a'.repeat(43);

describe('the cookie of an authorization', () => {
  it('is of this host alone where we speak TLS: secure, path /, no domain', () => {
    const { name, options, read } = authorizingCookie(true);
    expect(name).toBe('__Host-authorizing');
    expect(options).toEqual({
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: true,
      maxAge: 600_000,
    });
    expect(read(`a=1; __Host-authorizing=${TEXT}; b=2`)).toBe(TEXT);
    // One without the prefix may come from a sister domain.
    expect(read(`authorizing=${TEXT}`)).toBe('');
    expect(read(undefined)).toBe('');
  });

  it('goes to the connect pages only in the sandbox, which has no TLS', () => {
    const { name, options, read } = authorizingCookie(false);
    expect([name, options.path, options.secure]).toEqual(['authorizing', '/connect', false]);
    expect(read(`authorizing=${TEXT}`)).toBe(TEXT);
    expect(read('authorizing=short')).toBe('');
  });
});
