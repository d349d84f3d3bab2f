import { MailRenderer } from '../../src/mail/rendering/mail-renderer.js';
import { MailViews } from '../../src/mail/rendering/mail-views.js';
import type { MailData, MailName } from '../../src/mail/templates/mail-templates.js';
import { mailSamples, sampleFrame } from './mail-samples.js';

const renderer = new MailRenderer(new MailViews());

/** A sample with some of its data changed; `words` is the text part on one line. */
export function mailOf<Name extends MailName>(name: Name, changes: Partial<MailData<Name>> = {}) {
  const { mail } = renderer.render(name, { ...mailSamples[name], ...changes }, sampleFrame);
  return { ...mail, words: mail.text.replace(/\s+/g, ' ') };
}
