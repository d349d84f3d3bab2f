import { loadConfig } from '../../config/load-config.js';
import { defaultOf } from '../../platform/settings/setting.js';
import { communityLink, helpLink } from './help.settings.js';

const config = loadConfig({});

describe('The help link', () => {
  it('is our own page in the sandbox, and nothing elsewhere until it is set', () => {
    expect(defaultOf(helpLink, config)).toBe('http://127.0.0.1:3000/help');
    expect(defaultOf(helpLink, config.with({ deployment: 'production' }))).toBeNull();
    const links = { help: 'https://help.example.com', community: 'https://slack.example.com' };
    const set = config.with({ deployment: 'production', links });
    expect([defaultOf(helpLink, set), defaultOf(communityLink, set)]).toEqual([links.help, links.community]);
  });
});
