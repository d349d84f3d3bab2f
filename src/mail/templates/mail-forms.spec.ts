import { guideSample } from '../../../test/support/guide-sample.js';
import { mailSamples, sampleCall } from '../../../test/support/mail-samples.js';
import { mailOf } from '../../../test/support/render-sample.js';
import { instagramSetupGuide } from '../../credentials/providers/instagram/instagram-setup-guide.js';
import { linkedinSetupGuide } from '../../credentials/providers/linkedin/linkedin-setup-guide.js';

const call = 'Thursday 12 February 2026, 10:00 AM to 10:30 AM Kolkata time (UTC+05:30)';

describe('customer_welcome_email', () => {
  it('carries the invite of the very call it names, and answers go to the CSM', () => {
    const mail = mailOf('customer_welcome_email');
    expect(mail.calendar?.method).toBe('REQUEST');
    expect(mail.calendar?.content).toContain('DTSTART;TZID=Asia/Kolkata:20260212T100000');
    expect(mail.calendar?.content).toContain(sampleCall.uid);
    expect(mail.replyTo).toBe('alex@waooaw.com');
  });

  it('shows one time when customer and CSM share a wall clock', () => {
    const mail = mailOf('customer_welcome_email', { call: { ...sampleCall, csmZone: 'Asia/Colombo' } });
    expect(mail.words).toContain(`Your time: ${call}`);
    expect(mail.words).not.toContain("Alex Kumar's time");
  });
});

describe('call_invite', () => {
  it('says why a call moved and moves it in calendars', () => {
    const moved = { ...sampleCall, sequence: 1 };
    const mail = mailOf('call_invite', {
      change: 'moved',
      reason: 'You asked for a later hour.',
      call: moved,
    });
    expect(mail.subject).toBe('New time: WAOOAW onboarding call, Thu 12 Feb, 10:00 AM');
    expect(mail.words).toContain('Why: You asked for a later hour.');
    expect(mail.calendar).toMatchObject({ method: 'REQUEST' });
    expect(mail.calendar?.content).toContain('SEQUENCE:1');
  });

  it('cancels without a way to join', () => {
    const gone = { ...sampleCall, sequence: 2 };
    const mail = mailOf('call_invite', { change: 'cancelled', call: gone, pageUrl: null });
    expect(mail.subject).toContain('Cancelled: WAOOAW onboarding call');
    expect(mail.words).not.toContain('Join:');
    expect(mail.calendar).toMatchObject({ method: 'CANCEL' });
    expect(mail.calendar?.content).toContain('STATUS:CANCELLED');
  });

  it('tells the manager who leads it why it came to a colleague', () => {
    const why = 'because your company is being onboarded';
    expect(mailOf('call_invite', { leads: false }).words).toContain(why);
    const led = mailOf('call_invite', { leads: true, pageUrl: null });
    expect(led.words).not.toContain(why);
    expect(led.words).toContain('because you work with the WAOOAW Platform Portal');
  });

  it('invites to the day-5 check-in', () => {
    const mail = mailOf('call_invite', { kind: 'check_in' });
    expect(mail.words).toContain('On day 5 of your trial Alex Kumar would like to hear how it goes');
  });
});

describe('credential_ending', () => {
  const days = { at: new Date('2026-05-13T04:30:00Z'), lastDay: new Date('2026-05-20T04:30:00Z') };

  it('asks for a new key before the 90 days are over, and on the day', () => {
    const early = mailOf('credential_ending', { kind: 'rotation', step: 'two_weeks', ...days });
    expect(early.subject).toBe('Please replace your LinkedIn key by Wednesday 13 May 2026');
    expect(early.words).toContain('keys are replaced every 90 days. Yours is due on Wednesday 13 May 2026');
    expect(early.words).toContain('it works until Wednesday 20 May 2026 at the latest');
    const today = mailOf('credential_ending', { kind: 'rotation', step: 'due', ...days });
    expect(today.subject).toBe('Your LinkedIn key is due for replacement today');
  });
});

describe('other forms', () => {
  it('guides a marketing customer through each platform, without the trading reminders', () => {
    const platforms = [
      guideSample('Instagram', 'instagram', instagramSetupGuide),
      guideSample('LinkedIn', 'linkedin', linkedinSetupGuide),
    ];
    const mail = mailOf('credential_setup_guide', { agentTitle: 'Marketing Agent', platforms });
    expect(mail.subject).toBe('Connecting Instagram and LinkedIn: what to have ready');
    expect(mail.words).not.toContain('My Agents');
    expect(mail.words).toContain('press "Authorize with Facebook"');
    expect(mail.words).toContain('the business Instagram account, not a personal one');
    expect(mail.words).toContain('press "Authorize with LinkedIn"');
    expect(mail.words).toContain('w_organization_social (create posts for your company page)');
    expect(mail.words).toContain('LinkedIn: The authorization lasts 60 days');
    expect(mail.words.split('Share your screen only during the live call')).toHaveLength(2);
    expect(mail.words).not.toMatch(/IP whitelist|NEVER grant/);
  });

  it('leaves out the community when there is none, and greets without a name', () => {
    const mail = mailOf('post_onboarding_summary', { communityUrl: null, recipientName: null });
    expect(mail.words).toContain('Hello,');
    expect(mail.words).not.toContain('Slack community');
  });

  it('tells a contained customer once what to do at all of their platforms', () => {
    const { words } = mailOf('account_contained', { platforms: ['YouTube', 'Instagram', 'LinkedIn'] });
    expect(words.split('Delete the key or take back the access')).toHaveLength(2);
    expect(words).toContain('at YouTube, Instagram, and LinkedIn too');
    expect(words).toContain('we can only delete our own copies.');
  });

  it('announces a later draft without the first-task message', () => {
    const mail = mailOf('draft_ready', { first: false, proposal: null });
    expect(mail.words).not.toContain('first task');
    expect(mail.words).not.toContain('It proposes');
  });

  it('keeps the report under the size at which Gmail cuts, naming how many ids it left out', () => {
    const recordIds = Array.from(
      { length: 5000 },
      (_, index) => `019c5a11-7d5e-7000-8000-${String(index).padStart(12, '0')}`,
    );
    const measures = mailSamples.weekly_report.measures.map((one) => ({ ...one, recordIds }));
    const mail = mailOf('weekly_report', { measures });
    expect(Buffer.byteLength(mail.html)).toBeLessThan(102 * 1024);
    expect(mail.words).toContain('(5,000 records)');
    expect(mail.words).toContain('and 4,880 more, listed in the panel');
  });
});
