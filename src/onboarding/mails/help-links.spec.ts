import { loadConfig } from '../../config/load-config.js';
import { HelpLinks } from './help-links.js';

const config = loadConfig({});

describe('The help link', () => {
  it('is our own page in the sandbox, and nothing elsewhere until it is set', () => {
    expect(new HelpLinks(config).docs()).toBe('http://127.0.0.1:3000/help');
    expect(new HelpLinks(config.with({ deployment: 'production' })).docs()).toBeUndefined();
    const links = { help: 'https://help.example.com', community: 'https://slack.example.com' };
    const set = new HelpLinks(config.with({ deployment: 'production', links }));
    expect([set.docs(), set.community()]).toEqual([links.help, links.community]);
  });
});
