import { DisposableDomains } from './disposable-domains.js';

describe(DisposableDomains.name, () => {
  const domains = new DisposableDomains();
  const none = { allow: [], deny: [] };

  it.each([
    ['mailinator.com', 'mailinator.com', 'published'],
    ['inbox.team.mailinator.com', 'mailinator.com', 'published'],
    ['xn--instgram-cza.com', 'xn--instgram-cza.com', 'published'],
  ])('finds %s', (domain, entry, list) => expect(domains.find(domain, none)).toEqual({ entry, list }));

  it.each(['acme.com', 'ailinator.com', 'mailinator.com.acme.com', 'ator.com', 'gmail.com'])(
    'does not know %s',
    (domain) => expect(domains.find(domain, none)).toBeNull(),
  );

  it('spares organisations below a public suffix that the published list holds', () => {
    expect(domains.find('szkola.edu.pl', none)).toBeNull();
    expect(domains.find('warung.my.id', none)).toBeNull();
  });

  it('lets our own list win, the nearest entry first', () => {
    const own = { allow: ['mailinator.com'], deny: ['bad.mailinator.com', 'acme.com', 'tempmail.com'] };
    expect(domains.find('mailinator.com', own)).toBeNull();
    expect(domains.find('good.mailinator.com', own)).toBeNull();
    expect(domains.find('x.bad.mailinator.com', own)).toEqual({ entry: 'bad.mailinator.com', list: 'own' });
    expect(domains.find('acme.com', own)).toEqual({ entry: 'acme.com', list: 'own' });
  });
});
