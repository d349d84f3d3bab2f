import { smtpAdvice } from './smtp-advice.js';

describe("The mail server's answer in words", () => {
  it.each([
    ['550 5.1.1 <john@example.com>: Recipient address rejected', 'does not exist'],
    ['All recipients were rejected: 550 No such user', 'does not exist'],
    ['550-5.1.10 RecipientNotFound; null MX', 'takes no mail'],
    ['553 5.1.3 The recipient address is not valid', 'not an e-mail address'],
    [
      '452 4.2.2 The email account that you tried to reach is over quota (tried for 24 hours)',
      'mailbox is full',
    ],
    ['552 5.2.2 mailbox full', 'mailbox is full'],
    ['550 5.2.1 The account is disabled', 'closed'],
    ['554 5.7.1 Message rejected as spam', 'spam or by its policy'],
    ['550 5.7.26 This mail is unauthenticated (SPF, DKIM)', 'spam or by its policy'],
    ['554 Looks like spam', 'spam or by its policy'],
    ['535 5.7.8 Authentication credentials invalid', 'refused our login'],
    ['Invalid login: 535 no', 'refused our login'],
    ['552 5.3.4 Message too big', 'too large'],
    ['450 Come back later (tried for 24 hours)', 'put the mail off'],
    ['connect ECONNREFUSED 127.0.0.1:25', 'did not answer'],
    ['The mail server closed the connection', 'did not answer'],
    ['The data for the mail "survey" does not fit: csmName (too_small)', 'could not be written'],
    ['550 go away', 'does not take mail for this address'],
    ['571 no', 'refused it'],
  ])('%s', (answer, meaning) => {
    expect(smtpAdvice('failed', answer).meaning).toContain(meaning);
  });

  it('says what to do, and of an unknown fate to ask first, whatever the answer was', () => {
    expect(smtpAdvice('failed', '550 5.1.1 no').todo).toContain('right address');
    expect(smtpAdvice('unknown', 'read ECONNRESET').todo).toContain('Ask the customer');
  });
});
