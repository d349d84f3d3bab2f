import { MailLoaderCheck } from './mail-loader-check.js';
import { MailLoaders } from './mail-loaders.js';
import type { Links } from '../platform/links/links.js';
import { mailNames, UNASKED_MAILS, type MailName } from './templates/mail-templates.js';

const never = () => Promise.reject(new Error('not asked for here'));
const asked = mailNames.filter((name) => !UNASKED_MAILS.includes(name));

function filled(names: readonly MailName[], kind?: string): MailLoaders {
  const loaders = new MailLoaders({} as Links);
  for (const name of names) loaders.register(name, never, kind);
  return loaders;
}
const boot = (loaders: MailLoaders) => new MailLoaderCheck(loaders).onApplicationBootstrap();

describe('The boot', () => {
  it('goes on when each mail that can be asked for has a loader, of whatever kind', () => {
    expect(() => boot(filled(asked))).not.toThrow();
    expect(() => boot(filled(asked, 'customer'))).not.toThrow();
  });

  it('names every mail without one', () => {
    const loaders = filled(asked.filter((name) => name !== 'survey' && name !== 'call_invite'));
    expect(() => boot(loaders)).toThrow('No room has registered a loader for: call_invite, survey');
    expect(() => boot(filled([]))).toThrow(asked.join(', '));
  });

  it('names the mail with two', () => {
    expect(() => filled(['survey', 'survey'])).toThrow('The mail survey has two loaders');
    expect(() => filled(['password_reset', 'password_reset'], 'customer')).toThrow('password_reset:customer');
  });

  it('does not let the list of mails nobody asks for grow old', () => {
    expect(() => boot(filled([...asked, ...UNASKED_MAILS]))).toThrow('staff_welcome');
  });
});
