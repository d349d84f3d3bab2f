import { mailSamples, sampleFrame, SECRET } from '../../../test/support/mail-samples.js';
import { mailNames, mailTemplates, type MailName } from '../templates/mail-templates.js';
import { holdsSecrets } from '../templates/redact.js';
import { MailDataError } from './mail-data.error.js';
import { MailRenderer } from './mail-renderer.js';
import { MailViews } from './mail-views.js';

const views = new MailViews();
const renderer = new MailRenderer(views);
const render = (name: MailName) => renderer.render(name, mailSamples[name], sampleFrame);

/** Gmail cuts a message off behind this. */
const GMAIL_BYTES = 102 * 1024;

it('has a view for each template and no view without one', () => {
  expect(views.names().sort()).toEqual([...mailNames].sort());
});

describe.each(mailNames)('%s', (name) => {
  const { mail, stored } = render(name);

  it('is readable by mail clients: small, no picture, script or style sheet, nothing left unfilled', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(GMAIL_BYTES);
    expect(mail.html).not.toMatch(/<(img|script|style|link|svg)\b/i);
    expect(mail.html).toMatch(/^<!doctype html>/);
    expect(mail.html).not.toMatch(/\{\{|undefined|\[object|NaN|>null</);
  });

  it('has a text part with the greeting, every link and no markup', () => {
    const links = [...mail.html.matchAll(/href="(http[^"]+)"/g)].map(([, link]) => unescape(link ?? ''));
    for (const link of links) expect(mail.text).toContain(link);
    expect(mail.text).not.toMatch(/<[a-z/]|&amp;|&#x/i);
    expect(mail.text).not.toMatch(/\n{3,}/);
  });

  it('keeps no one-time link and no password in the stored copy', () => {
    expect(holdsSecrets(mailTemplates[name].schema)).toBe(JSON.stringify(mail).includes(SECRET));
    expect(JSON.stringify(stored)).not.toContain(SECRET);
    if (mail.html.includes(`token=${SECRET}`)) {
      expect(stored.text).toContain('[link]');
      expect(stored.html).not.toContain('href="[link]"');
    }
    if (mail.html.includes(`${SECRET}-Pass`)) expect(stored.text).toContain('[temporary password]');
  });

  it('has a subject that fits a header', () => {
    expect(mail.subject).toMatch(/^[^\p{Cc}]{5,180}$/u);
    expect(stored.subject).toBe(mail.subject);
  });

  it('refuses data with an unknown or a missing field, naming the field and no value', () => {
    const unknown = { ...mailSamples[name], passwrod: SECRET };
    const renderUnknown = () => renderer.render(name, unknown, sampleFrame);
    expect(renderUnknown).toThrow(MailDataError);
    expect(renderUnknown).not.toThrow(SECRET);
    expect(() => renderer.render(name, {} as never, sampleFrame)).toThrow(
      /does not fit: \w+ \(invalid_(type|value)\)/,
    );
  });
});

describe('text from people', () => {
  const evil = '<img src=x onerror=alert(1)> & "quotes" \'single\'';

  it('is escaped in the HTML and plain in the text', () => {
    const data = {
      ...mailSamples.staff_notice,
      title: evil,
      paragraphs: [evil],
      facts: [{ label: evil, value: evil }],
    };
    const { mail } = renderer.render('staff_notice', data, sampleFrame);
    expect(mail.html).not.toContain('<img');
    expect(mail.html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; &amp; &quot;quotes&quot;');
    expect(mail.text).toContain(evil);
    expect(mail.subject).toBe(evil);
  });

  it('cannot add a header by way of the subject', () => {
    const title = 'Hello\r\nBcc: eve@example.com\u2028X: 1\u0000';
    const { mail } = renderer.render('staff_notice', { ...mailSamples.staff_notice, title }, sampleFrame);
    expect(mail.subject).toBe('Hello Bcc: eve@example.com X: 1');
  });

  it('cannot bring a script link', () => {
    const action = { label: 'Go', url: 'javascript:alert(1)' };
    const data = { ...mailSamples.staff_notice, action };
    expect(() => renderer.render('staff_notice', data, sampleFrame)).toThrow('action.url (invalid_format)');
    expect(() =>
      renderer.render('verify_email', mailSamples.verify_email, { ...sampleFrame, portalUrl: 'x' }),
    ).not.toThrow();
    expect(() =>
      renderer.render('trial_activated', mailSamples.trial_activated, {
        ...sampleFrame,
        portalUrl: 'javascript:alert(1)',
      }),
    ).toThrow('http, https, mailto and tel');
  });

  it('cannot call a helper or read a prototype', () => {
    const title = '{{constructor.constructor "return 1"}} {{css "p"}}';
    const { mail } = renderer.render('staff_notice', { ...mailSamples.staff_notice, title }, sampleFrame);
    expect(mail.text).toContain(title);
  });
});

function unescape(html: string): string {
  return html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}
