import { csmInput, hoursInput, storedHours, typedHours } from './csm-fields.js';

const week = {
  monday: '09:30 - 18:00',
  tuesday: '09:30–18:00',
  friday: '09:30–13:00',
  saturday: null,
};

describe('A manager’s working hours', () => {
  it('are kept by weekday and shown again as they were typed', () => {
    const hours = storedHours(hoursInput.parse(week));
    expect(hours).toEqual({
      days: [1, 2, 5],
      from: '09:30',
      to: '18:00',
      byDay: { 5: { from: '09:30', to: '13:00' } },
    });
    expect(typedHours(hours)).toMatchObject({
      monday: '09:30–18:00',
      wednesday: null,
      friday: '09:30–13:00',
      sunday: null,
    });
    expect(storedHours(hoursInput.parse(typedHours(hours)))).toEqual(hours);
  });

  it('are whole half hours of at least one day, ending after they begin', () => {
    for (const monday of ['9-18', '09:00', '18:00–09:00', '09:10–18:00', '09:00–09:00', '24:00–25:00'])
      expect(hoursInput.safeParse({ monday }).success).toBe(false);
    expect(hoursInput.safeParse({}).success).toBe(false);
  });

  it('come with a phone number that says its country', () => {
    const row = {
      name: 'Priya Sharma',
      email: 'priya@waooaw.com',
      timezone: 'Asia/Kathmandu',
      industries: ['education'],
      hours: week,
    };
    expect(csmInput.safeParse({ ...row, phone: '+977 1 4123456' }).success).toBe(true);
    expect(csmInput.safeParse({ ...row, phone: '4123456' }).success).toBe(false);
    expect(csmInput.safeParse({ ...row, phone: null }).success).toBe(true);
  });
});
