import { PLATFORM_TITLES } from '../../src/agents/platform-names.js';
import { SettingDesk } from '../../src/platform/settings/setting-desk.service.js';
import { systemActor } from '../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../src/platform/unit-of-work/unit-of-work.js';
import { OFFERED_PLATFORMS } from '../../src/credentials/providers/platforms.js';
import { SetupGuides } from '../../src/credentials/setup-guides.js';
import { startWeb, type TestWeb } from '../support/web.js';

const DEPLOYED = {
  production: ['34.123.45.67'],
  staging: ['35.234.56.78'],
  sandbox: ['127.0.0.1', '192.0.2.9'],
};
const unescaped = (html: string) =>
  html
    .replaceAll(/<\/?code>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&#x3D;', '=');

describe('The pages that anybody may read', () => {
  let web: TestWeb;
  const page = async (path: string) => {
    const answer = await fetch(`${web.url}${path}`);
    return {
      status: answer.status,
      html: await answer.text(),
      csp: answer.headers.get('content-security-policy'),
    };
  };

  beforeAll(async () => {
    web = await startWeb();
  });
  afterAll(() => web?.close());

  it('help: the summary mail links to it', async () => {
    const { status, html } = await page('/help');
    expect(status).toBe(200);
    expect(html).toContain('How to approve deliverables');
    expect(html).toContain('href="/guides"');
  });

  it.each(OFFERED_PLATFORMS)(
    'the guide of %s: every screen, permission, reminder and difference',
    async (name) => {
      const { status, html, csp } = await page(`/guides/${name}`);
      expect(status).toBe(200);
      expect(csp).toContain("script-src 'self'");
      expect(html).not.toMatch(/<script(?! defer src)|onclick=|style=/);
      const guide = await web.app.get(SetupGuides).of(name);
      const words = unescaped(html);
      const texts = [
        ...[guide.title, guide.what, guide.rotation, ...guide.before, ...guide.steps],
        ...[...guide.reminders, ...guide.differs, ...guide.never, ...guide.addresses],
        ...guide.permissions.flatMap(({ name: permission, allows }) => [permission, allows]),
        ...guide.limits.flatMap(({ label, value }) => [label, value]),
      ];
      for (const text of texts) expect(words).toContain(text.replaceAll('`', ''));
    },
  );

  it('the addresses are those of this deployment as the setting has them, each with its button', async () => {
    await web.app
      .get(UnitOfWork)
      .run(systemActor('test'), (tx) =>
        web.app.get(SettingDesk).change(tx, 'platform.addresses', 0, DEPLOYED),
      );
    const { html } = await page('/guides/delta');
    for (const address of DEPLOYED.sandbox) expect(html).toContain(`data-copies="${address}"`);
    expect(html).toContain('data-copies="127.0.0.1, 192.0.2.9"');
    expect(html).not.toContain('34.123.45.67');
    expect((await page('/guides/youtube')).html).not.toContain('data-copies');
  });

  it('the list of guides names every platform that is offered', async () => {
    const { html } = await page('/guides');
    for (const name of OFFERED_PLATFORMS)
      expect(html).toContain(`<a href="/guides/${name}">${PLATFORM_TITLES[name]}</a>`);
  });

  it('a platform that nobody offers has no page', async () => {
    for (const name of ['myspace', 'Delta', '__proto__', '%3Cscript%3E']) {
      const { status, html } = await page(`/guides/${name}`);
      expect(status).toBe(404);
      expect(html).toContain('href="/guides"');
    }
  });
});
