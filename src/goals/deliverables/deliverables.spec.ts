import { FIRST_TASK_COMPLETED } from './messages.js';
import { renderMarkdown } from './render-markdown.js';
import { diffRevisions } from './revision-diff.js';

describe('renderMarkdown', () => {
  it('keeps headings, tables, lists and emphasis', () => {
    const html = renderMarkdown('# BTC\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- **x**\n\n3. y');
    for (const piece of ['<h1>BTC</h1>', '<td>1</td>', '<li><strong>x</strong></li>', '<ol start="3">']) {
      expect(html).toContain(piece);
    }
  });

  it('keeps the lines of a post', () => {
    expect(renderMarkdown('one\ntwo')).toBe('<p>one<br />\ntwo</p>\n');
  });

  it.each([
    ['<script>alert(1)</script>', /<script/i],
    ['<img src=x onerror=alert(1)>', /<img/i],
    ['![x](https://elsewhere.example/p.png)', /<img|elsewhere/i],
    ['[x](javascript:alert(1))', /href/i],
    ['[x](data:text/html;base64,PHN2Zz4=)', /href/i],
    ['[x](//elsewhere.example)', /href/i],
    ['<a href="https://a.example" onclick="x()">y</a>', /<a /i],
    ['<style>*{display:none}</style>', /<style/i],
  ])('lets nothing active through: %s', (text, forbidden) => {
    expect(renderMarkdown(text)).not.toMatch(forbidden);
  });

  it('survives whatever depth, and names signs that turn the reading direction', () => {
    expect(renderMarkdown('>'.repeat(20_000))).not.toMatch(/<script/);
    expect(renderMarkdown(`${'['.repeat(5_000)}x${'](a)'.repeat(5_000)}`)).toContain('x');
    expect(renderMarkdown('pay \u202Eevil\u2066')).toBe('<p>pay [U+202E]evil[U+2066]</p>\n');
  });

  it('keeps ordinary links, without telling where they were followed from', () => {
    expect(renderMarkdown('[help](https://help.example/a)')).toContain(
      '<a href="https://help.example/a" rel="noopener noreferrer nofollow">help</a>',
    );
  });
});

describe('diffRevisions', () => {
  it('shows words added and removed, and gives back both texts', () => {
    const [before, after] = ['Three questions worth asking this week', 'Two good questions worth asking'];
    const diff = diffRevisions(before, after);
    const text = (without: string) =>
      diff.parts
        .filter(({ kind }) => kind !== without)
        .map((part) => part.text)
        .join('');
    expect(text('added')).toBe(before);
    expect(text('removed')).toBe(after);
    expect(diff.parts).toContainEqual({ kind: 'removed', text: 'Three' });
    expect(diff.changed).toBe(true);
  });

  it('sees a change of nothing but space, and none where there is none', () => {
    expect(diffRevisions('a b', 'a  b').changed).toBe(true);
    expect(diffRevisions('a b', 'a b')).toEqual({
      parts: [{ kind: 'same', text: 'a b' }],
      added: 0,
      removed: 0,
      changed: false,
    });
    expect(diffRevisions('', 'x')).toMatchObject({ added: 1, removed: 0 });
  });
});

it('the success message is the runbook’s', () => {
  expect(FIRST_TASK_COMPLETED).toBe(
    'Your agent just completed its first task! Review the draft and approve when ready.',
  );
});
