import { escapeHtml, escapeJson } from './panel-html.js';

describe('what stands in a page', () => {
  it('cannot end the script element that holds the state', () => {
    const hostile = { name: '</script><script>alert(1)</script>', line: '\u2028\u2029', amp: '&lt;' };
    const text = escapeJson(hostile);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(hostile);
  });

  it('cannot leave an attribute', () => {
    expect(escapeHtml(`"><img src=x onerror='a'>&`)).toBe(
      '&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;',
    );
  });
});
