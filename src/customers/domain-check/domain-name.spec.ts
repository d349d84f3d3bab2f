import { chooseTarget } from './check-target.js';
import { mailDomainOf, nameAndParents, registrableDomainOf, websiteHostOf } from './domain-name.js';
import { isFreeMail } from './free-mail.js';

describe('names of domains', () => {
  it.each([
    ['Anna@Healthy-Clinics.Example', 'healthy-clinics.example'],
    ['info@münchen.de', 'xn--mnchen-3ya.de'],
    ['"odd@local"@acme.co.uk.', 'acme.co.uk'],
    ['nobody@localhost', null],
    ['nobody@a b.de', null],
  ])('reads the mail domain of %s', (email, domain) => expect(mailDomainOf(email)).toBe(domain));

  it.each([
    ['acme.com', 'acme.com'],
    ['https://WWW.Acme.com/about?x=1', 'www.acme.com'],
    ['http://bücher.example:8080', 'xn--bcher-kva.example'],
    ['not a site', null],
  ])('reads the host of %s', (website, host) => expect(websiteHostOf(website)).toBe(host));

  it('knows what a person can register', () => {
    expect(registrableDomainOf('mail.acme.co.uk')).toBe('acme.co.uk');
    expect(registrableDomainOf('a.xn--mnchen-3ya.de')).toBe('xn--mnchen-3ya.de');
    expect(registrableDomainOf('acme.github.io')).toBe('github.io');
    expect(registrableDomainOf('co.uk')).toBeNull();
  });

  it('walks up to the registrable domain and no further', () => {
    expect(nameAndParents('a.b.school.edu.pl')).toEqual([
      'a.b.school.edu.pl',
      'b.school.edu.pl',
      'school.edu.pl',
    ]);
    expect(nameAndParents('edu.pl')).toEqual(['edu.pl']);
  });

  it('recognises free mail, below it too, and nothing that merely ends alike', () => {
    expect(isFreeMail('gmail.com')).toBe(true);
    expect(isFreeMail('mail.yahoo.co.in')).toBe(true);
    expect(isFreeMail('notgmail.com')).toBe(false);
  });
});

describe(chooseTarget.name, () => {
  it('checks the domain of a business address, and its website where none is given', () => {
    expect(chooseTarget({ email: 'anna@mail.acme.co.uk', website: null })).toEqual({
      mailDomain: 'mail.acme.co.uk',
      domain: 'mail.acme.co.uk',
      source: 'email',
      registrable: 'acme.co.uk',
      websiteHost: 'acme.co.uk',
    });
    expect(chooseTarget({ email: 'a@acme.com', website: 'https://acme.shop/' }).websiteHost).toBe(
      'acme.shop',
    );
  });

  it("checks the company website's domain for a free-mail address", () => {
    expect(chooseTarget({ email: 'acme@gmail.com', website: 'www.acme.in' })).toEqual({
      mailDomain: 'gmail.com',
      domain: 'acme.in',
      source: 'website',
      registrable: 'acme.in',
      websiteHost: 'www.acme.in',
    });
  });

  it.each([null, 'https://facebook.com/acme', 'acme.wixsite.com', 'acme.github.io', 'https://gmail.com'])(
    'finds no company domain for a free-mail address with website %s',
    (website) => expect(chooseTarget({ email: 'acme@gmail.com', website }).domain).toBeNull(),
  );
});
