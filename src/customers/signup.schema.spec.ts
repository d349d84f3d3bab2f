import { z } from 'zod';

import { customerChanges, customerInput } from './customer.schema.js';
import { foldEmail } from './email-address.js';
import { signupInput } from './signup.schema.js';

const good = {
  email: ' John@Example.COM ',
  companyName: '  Healthy   Clinics Pvt. Ltd. ',
  industry: 'marketing',
  country: 'in',
  timezone: 'Asia/Kolkata',
  contactName: 'John Doe',
  phone: '98765 43210',
  agentInterest: ['marketing', 'marketing'],
  businessCase: 'Daily posts for hospitals',
};

function faults(input: unknown): Record<string, string> {
  const result = signupInput.safeParse(input);
  const issues = result.error?.issues ?? [];
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
}

describe('signup input', () => {
  it('keeps a tidy copy of good input', () => {
    expect(signupInput.parse(good)).toMatchObject({
      email: 'John@example.com',
      companyName: 'Healthy Clinics Pvt. Ltd.',
      country: 'IN',
      agentInterest: ['marketing'],
    });
  });

  it.each([
    ['email', 'john'],
    ['email', 'john@localhost'],
    ['email', 'john doe@example.com'],
    ['email', 'john@@example.com'],
    ['email', `${'x'.repeat(65)}@example.com`],
    ['companyName', '   '],
    ['companyName', 'x'.repeat(201)],
    ['industry', 'mining'],
    ['country', 'XX'],
    ['country', 'XK'],
    ['country', 'India'],
    ['timezone', 'EST'],
    ['timezone', '+05:30'],
    ['timezone', 'Asia/Atlantis'],
    ['phone', '12'],
    ['phone', '+1 555 0100'],
    ['website', 'our site'],
    ['website', 'https://john:password@acme.example/'],
    ['website', 'https://acme.example@elsewhere.example/'],
    ['website', 'ftp://acme.example/'],
    ['agentInterest', []],
    ['businessCase', ''],
    ['contactName', undefined],
  ])('names the field %s for %j', (field, value) => {
    expect(Object.keys(faults({ ...good, [field]: value }))).toEqual([field]);
  });

  it('asks for the website where the address is free-mail, and takes a company address without', () => {
    const email = 'Healthy.Clinics@Gmail.com';
    expect(faults({ ...good, email })).toEqual({
      website: expect.stringContaining('is needed with an address at gmail.com') as string,
    });
    expect(faults({ ...good, email, website: 'https://healthy-clinics.example' })).toEqual({});
    expect(faults({ ...good, email, phone: '12' })).toHaveProperty('website');
  });

  it('refuses unknown fields', () => {
    expect(faults({ ...good, status: 'active' })['']).toContain('status');
  });

  it.each(['info@münchen.de', 'info@пример.рф', "o'brien+news@mail.acme.co.uk"])('accepts %s', (email) => {
    expect(faults({ ...good, email })).toEqual({});
  });

  it('folds addresses to one account', () => {
    expect(foldEmail('Info@MÜNCHEN.de')).toBe(foldEmail('info@xn--mnchen-3ya.de'));
  });

  it.each([signupInput, customerInput, customerChanges])(
    'draws a form whose every field has a label',
    (schema) => {
      const { properties = {} } = z.toJSONSchema(schema) as {
        properties?: Record<string, { title?: string }>;
      };
      const untitled = Object.entries(properties).filter(
        ([, property]) => !JSON.stringify(property).includes('"title"'),
      );
      expect(untitled.map(([name]) => name)).toEqual([]);
    },
  );
});
