import { DisposableDomains } from './disposable-domains.js';

describe(DisposableDomains.name, () => {
  const domains = new DisposableDomains();

  it.each([
    ['mailinator.com', 'mailinator.com', 'published'],
    ['inbox.team.mailinator.com', 'mailinator.com', 'published'],
    ['tempmail.com', 'tempmail.com', 'own'],
    ['xn--instgram-cza.com', 'xn--instgram-cza.com', 'published'],
  ])('finds %s', (domain, entry, list) => expect(domains.find(domain)).toEqual({ entry, list }));

  it.each(['acme.com', 'ailinator.com', 'mailinator.com.acme.com', 'ator.com', 'gmail.com'])(
    'does not know %s',
    (domain) => expect(domains.find(domain)).toBeNull(),
  );

  it('spares organisations below a public suffix that the published list holds', () => {
    expect(domains.find('szkola.edu.pl')).toBeNull();
    expect(domains.find('warung.my.id')).toBeNull();
  });

  it('lets our own list win, the nearest entry first', () => {
    const own = new DisposableDomains({
      allow: ['mailinator.com'],
      deny: ['bad.mailinator.com', 'acme.com'],
    });
    expect(own.find('mailinator.com')).toBeNull();
    expect(own.find('good.mailinator.com')).toBeNull();
    expect(own.find('x.bad.mailinator.com')).toEqual({ entry: 'bad.mailinator.com', list: 'own' });
    expect(own.find('acme.com')).toEqual({ entry: 'acme.com', list: 'own' });
  });
});
