import { bareCompanyName, foldCompanyName } from './company-name.js';
import { countryChoices } from './country.js';
import { assignCsm, type CsmTable, RUNBOOK_CSM_TABLE, unassignedIndustries } from './csm-table.js';
import { formatCustomerNumber, parseCustomerNumber, readCustomerNumber } from './customer-number.js';
import { industryWarning } from './industries.js';
import { normalisePhone, readablePhone } from './phone.js';
import { isCustomerTimezone, timezoneChoices } from './timezone.js';

const AT = new Date('2026-02-12T10:00:00Z');

describe('customer numbers', () => {
  it('go both ways', () => {
    expect(formatCustomerNumber(1042)).toBe('C-1042');
    expect(['C-1042', ' c-1042', 'C1042'].map(parseCustomerNumber)).toEqual([1042, 1042, 1042]);
    expect(['1042', 'C-', 'C-0', 'C-01', 'C-10x', 'D-10'].map(parseCustomerNumber)).toEqual(
      Array(6).fill(null),
    );
    expect(['C-1042', ' 1042 ', '01', 'x'].map(readCustomerNumber)).toEqual([1042, 1042, null, null]);
  });
});

describe('company names', () => {
  it('fold case and spaces, and nothing else', () => {
    expect(foldCompanyName('  ACME   Pvt. Ltd.')).toBe('acme pvt. ltd.');
    expect(foldCompanyName('Acme\u00a0GmbH')).toBe(foldCompanyName('ACME GMBH'));
    expect(foldCompanyName('Acme Ltd')).not.toBe(foldCompanyName('Acme Ltd.'));
  });

  it.each([
    ['Acme Pvt. Ltd.', 'acme'],
    ['ACME Private Limited', 'acme'],
    ['Acme, Inc.', 'acme'],
    ['Bücher & Söhne GmbH & Co. KG', 'bücher and söhne'],
    ['Telefónica S.A.', 'telefónica'],
    ['Limited', 'limited'],
    ['The Trust Company', 'the'],
    ['Smith and Co', 'smith and'],
    ['日本商事 K.K.', '日本商事'],
  ])('%s is %s without its legal form', (name, bare) => expect(bareCompanyName(name)).toBe(bare));
});

describe('customer success managers', () => {
  it.each([
    ['marketing', 'sarah@waooaw.com'],
    ['trading', 'alex@waooaw.com'],
    ['education', 'priya@waooaw.com'],
    ['sales', 'sarah@waooaw.com'],
  ] as const)('%s customers go to %s', (industry, email) => {
    expect(assignCsm(RUNBOOK_CSM_TABLE, industry, AT).manager.email).toBe(email);
  });

  it('lets the cover take over while somebody is absent, and only then', () => {
    const from = new Date('2026-02-12T00:00:00Z');
    const to = new Date('2026-02-13T00:00:00Z');
    const table: CsmTable = {
      ...RUNBOOK_CSM_TABLE,
      absences: [{ email: 'alex@waooaw.com', from, to, coverEmail: 'priya@waooaw.com' }],
    };
    const covered = assignCsm(table, 'trading', AT);
    expect(covered.manager.email).toBe('priya@waooaw.com');
    expect(covered.reason).toBe('covers for Alex Kumar, who is absent');
    expect(assignCsm(table, 'trading', to).manager.email).toBe('alex@waooaw.com');
  });

  it('ends where two absent managers cover each other, and speaks up about a name it does not hold', () => {
    const span = { from: new Date(0), to: new Date('2099-01-01T00:00:00Z') };
    const absences = [
      { email: 'alex@waooaw.com', coverEmail: 'priya@waooaw.com', ...span },
      { email: 'priya@waooaw.com', coverEmail: 'alex@waooaw.com', ...span },
    ];
    expect(assignCsm({ ...RUNBOOK_CSM_TABLE, absences }, 'trading', AT).manager.email).toBe(
      'priya@waooaw.com',
    );
    const broken = { ...RUNBOOK_CSM_TABLE, defaultEmail: 'ops-team@waooaw.com' };
    expect(() => assignCsm(broken, 'sales', AT)).toThrow(RangeError);
    expect(unassignedIndustries(RUNBOOK_CSM_TABLE)).toEqual(['sales']);
  });
});

describe('industries', () => {
  it('warn about an agent that does not suit', () => {
    expect(industryWarning('education', ['marketing'])).toBeNull();
    expect(industryWarning('trading', ['trading', 'marketing'])).toBe(
      'A company in trading usually hires the Trading Agent; the inquiry names the Marketing Agent.',
    );
  });
});

describe('places', () => {
  it('offers zones by their present names', () => {
    const choices = timezoneChoices();
    expect(choices).toEqual(expect.arrayContaining(['Asia/Kolkata', 'America/Los_Angeles', 'UTC']));
    expect(choices).not.toContain('Asia/Calcutta');
    expect(isCustomerTimezone('Asia/Calcutta')).toBe(true);
    expect(isCustomerTimezone('Etc/GMT+5')).toBe(false);
  });

  it('offers countries by name', () => {
    const choices = countryChoices();
    expect(choices).toContainEqual({ value: 'IN', label: 'India' });
    expect(choices).toHaveLength(249);
  });

  it('reads phones in the country beside them', () => {
    expect(normalisePhone('098765 43210', 'IN')).toBe('+919876543210');
    expect(normalisePhone('+1 (650) 253-0000', 'IN')).toBe('+16502530000');
    expect(normalisePhone('call me at 98765 43210', 'IN')).toBeNull();
    expect(normalisePhone('98765 43210', 'US')).toBeNull();
    expect(readablePhone('+919876543210')).toBe('+91 98765 43210');
  });
});
