import { safeReturn } from './safe-return.js';

describe('safeReturn', () => {
  it.each([
    ['/admin/resources/customers?page=2#top', '/admin/resources/customers?page=2#top'],
    ['/admin', '/admin'],
    ['/admin/x/../y', '/admin/y'],
  ])('keeps %s', (asked, kept) => expect(safeReturn(asked, '/admin')).toBe(kept));

  it.each([
    'https://evil.example/admin',
    '//evil.example/admin',
    '/\\evil.example/admin',
    '\\\\evil.example',
    '/admin\\..\\..\\evil',
    '/\t/evil.example/admin',
    '/admin\r\nSet-Cookie: a=b',
    'javascript:alert(1)',
    '/admin/../portal',
    '/admin/%2e%2e/%2e%2e/portal',
    '/administrator',
    '/api/docs',
    '/admin/login?next=/admin',
    '/admin/logout',
    ' /admin',
    '',
    undefined,
    ['/admin/x'],
  ])('sends %j home', (asked) => expect(safeReturn(asked, '/admin')).toBe('/admin'));
});
