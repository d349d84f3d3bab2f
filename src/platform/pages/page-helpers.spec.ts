import { pageHelpers } from './page-helpers.js';

describe('what views may call', () => {
  it('says an instant in the zone it is given, and names the zone', () => {
    const at = new Date('2026-02-12T04:30:00Z');
    expect(pageHelpers.when(at, 'Asia/Kolkata')).toBe('Thu 12 Feb 2026, 10:00 (Asia/Kolkata)');
    expect(pageHelpers.when(at.toISOString(), 'Europe/Berlin')).toBe(
      'Thu 12 Feb 2026, 05:30 (Europe/Berlin)',
    );
    expect(pageHelpers.when('never', 'Asia/Kolkata')).toBe('');
    expect(pageHelpers.iso(at)).toBe('2026-02-12T04:30:00.000Z');
  });

  it('returns HTML of nothing it was given', () => {
    const evil = '<img src=x onerror=alert(1)>';
    expect(String(pageHelpers.lines(`${evil}\nb`))).toBe('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;<br>b');
    expect(String(pageHelpers.code('grant `read`, not `withdraw`'))).toBe(
      'grant <code>read</code>, not <code>withdraw</code>',
    );
    expect(String(pageHelpers.code(`\`${evil}\``))).not.toContain('<img');
    expect(String(pageHelpers.code(undefined))).toBe('');
  });
});
