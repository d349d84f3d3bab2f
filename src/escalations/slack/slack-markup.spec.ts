import { slackBody } from './slack-markup.js';

const link = { url: 'https://app.waooaw.com/admin/resources/escalations/records/1/show', label: 'Open' };
const textOf = (headline: string, about: string | null, repeated = false): string =>
  (JSON.parse(slackBody({ headline, about, link }, repeated)) as { text: string }).text;

describe(slackBody.name, () => {
  it('says what it is about in three lines', () => {
    expect(textOf('New escalation: Data privacy concerns', 'Acme Trading Pvt Ltd (C-1042)')).toBe(
      '*New escalation: Data privacy concerns*\nAcme Trading Pvt Ltd (C-1042)\n' +
        '<https://app.waooaw.com/admin/resources/escalations/records/1/show|Open>',
    );
  });

  it('lets no name speak to Slack itself', () => {
    const text = textOf('a', 'Bold & <!channel> <https://evil.example|our panel>\n*stars* Ltd');
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('Bold &amp; &lt;!channel&gt; &lt;https://evil.example|our panel&gt; *stars* Ltd');
    expect(textOf('two *stars*', null)).toContain('*two ∗stars∗*');
  });

  it('cuts what is endless, and says when it may be a second copy', () => {
    expect(textOf('a', 'x'.repeat(9_000)).length).toBeLessThan(600);
    expect(textOf('a', null, true)).toContain('an earlier copy may have arrived');
  });
});
