import { HtmlValidate } from 'html-validate';
import { mailSamples, sampleFrame } from '../../../test/support/mail-samples.js';
import { MailDataError } from './mail-data.error.js';
import { mailNames, mailTemplates, type MailData, type MailName } from '../templates/mail-templates.js';
import { MailRenderer } from './mail-renderer.js';
import { MailViews } from './mail-views.js';

const renderer = new MailRenderer(new MailViews());
/** Mail clients want what pages left behind: presentational tables and styles on each element. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // Taste, not validity.
    'prefer-tbody': 'off',
    'tel-non-breaking': 'off',
  },
});
/** Gmail cuts a message off behind this. */
const GMAIL_BYTES = 102 * 1024;

const HOSTILE: Readonly<Record<string, string>> = {
  'a script and a picture': '</script><img src=x onerror=alert(1)>',
  'a closed attribute': `" style="display:none" x='><!-- --> <![CDATA[ ]]> & &amp; &#60;`,
  'right to left and emoji': '\u202Eשלום العربية\u202C 👩🏽‍💻🚀 Ω≈ç',
  'a line break and a header': 'Doe\r\nBcc: eve@example.com\r\n\r\n<p>body',
};

/** Rooms take no text of this length; should one get in, a mail must still arrive whole. */
const LONG: Readonly<Record<string, string>> = {
  'ten thousand letters': 'Ab cd '.repeat(1_700),
  'one word of ten thousand letters': 'W'.repeat(10_000),
  'ten thousand signs that HTML writes longer': `x'"`.repeat(3_333),
  'five thousand faces': '😀'.repeat(5_000),
};

/** Of a sample: every text that people can choose, replaced; what must be an address, zone or choice stays. */
function poisoned<Name extends MailName>(name: Name, poison: string): MailData<Name> {
  let data: unknown = mailSamples[name];
  for (const path of textsIn(data)) {
    const changed = replaced(data, path, poison);
    if (accepts(name, changed)) data = changed;
  }
  return data as MailData<Name>;
}

const accepts = (name: MailName, data: unknown): boolean =>
  mailTemplates[name].schema.safeParse(data).success;

type Path = readonly (string | number)[];

function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

function replaced(value: unknown, [first, ...rest]: Path, text: string): unknown {
  if (first === undefined) return text;
  const inner = replaced((value as Record<string, unknown>)[first], rest, text);
  return Array.isArray(value)
    ? value.map((one: unknown, at) => (String(at) === String(first) ? inner : one))
    : { ...(value as object), [first]: inner };
}

/** The stored copy is mostly the mail itself: what was judged once is not judged again. */
const judged = new Map<string, Promise<string[]>>();

function faults(html: string): Promise<string[]> {
  const known = judged.get(html) ?? judge(html);
  judged.set(html, known);
  return known;
}

async function judge(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
  );
}

describe.each(mailNames)('the HTML of %s', (name) => {
  it('is valid, says its language and title, and needs no picture', async () => {
    const { mail } = renderer.render(name, mailSamples[name], sampleFrame);
    expect(await faults(mail.html)).toEqual([]);
    expect(mail.html).not.toMatch(/<img|background-image|url\(/i);
    expect(mail.text.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(HOSTILE))('stays so with %s in every text', async (_what, poison) => {
    const data = poisoned(name, poison);
    const { mail, stored } = renderer.render(name, data, sampleFrame);
    for (const { html, subject, text } of [mail, stored]) {
      expect(await faults(html)).toEqual([]);
      expect(html).not.toMatch(/<(script|img|p>body)/i);
      expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_BYTES);
      expect(subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,180}$/u);
      expect(text.length).toBeGreaterThan(100);
    }
  });

  it.each(Object.entries(LONG))(
    'stays valid, and whole in Gmail, with %s in every text',
    async (_what, poison) => {
      const { mail, stored } = renderer.render(name, poisoned(name, poison), sampleFrame);
      expect(await faults(mail.html)).toEqual([]);
      for (const { html, subject } of [mail, stored]) {
        expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_BYTES);
        expect([...subject].length).toBeLessThanOrEqual(180);
        expect(`${html}${subject}`).not.toMatch(/\p{Surrogate}/u);
      }
    },
  );
});

it('poisons what it says it does', () => {
  const poison = HOSTILE['a script and a picture'] ?? '';
  const { mail } = renderer.render('verify_email', poisoned('verify_email', poison), sampleFrame);
  expect(mail.text).toContain(poison);
  expect(mail.html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
  expect(() =>
    renderer.render('verify_email', { ...mailSamples.verify_email, zone: poison }, sampleFrame),
  ).toThrow(MailDataError);
});
