import { heldOutside } from './held-outside.js';

describe('What stays outside after an erasure', () => {
  it('names each system that holds something, with what to do, and always the backups', () => {
    const all = heldOutside('C-1042', { mails: 12, slackMessages: 1, crmId: 'CRM-00000042', handedOver: 2 });
    expect(all.map(({ system, holds }) => `${system}: ${holds}`)).toEqual([
      'Mail: 12 mails that were sent',
      'Slack: 1 message in our channels',
      'CRM: the record CRM-00000042',
      'Agent platform: 2 approved actions',
      'Backups: the database as it was before',
    ]);
    expect(all.every(({ todo }) => todo.length > 20)).toBe(true);
    expect(all.find(({ system }) => system === 'Slack')?.todo).toContain('C-1042');
    const none = heldOutside('C-1042', { mails: 0, slackMessages: 0, crmId: null, handedOver: 0 });
    expect(none.map(({ system }) => system)).toEqual(['Backups']);
  });
});
