import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SECRET } from '../../../test/support/mail-samples.js';
import { mailOf } from '../../../test/support/render-sample.js';
import { EmlFolderTransport } from './eml-folder.transport.js';
import type { OutgoingMail } from './mail-transport.js';

const mail: OutgoingMail = {
  messageId: '<019c5a11-7d5e-7000-8000-000000000009@waooaw.com>',
  date: new Date('2026-02-11T10:00:00Z'),
  from: 'WAOOAW <ops-team@waooaw.com>',
  to: { email: 'john@example.com', name: null },
  content: mailOf('verify_email'),
};

describe('EmlFolderTransport', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'mail-')), 'inbox');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('writes a file that a mail program reads, for its owner only', async () => {
    const outcome = await new EmlFolderTransport(folder, 'sandbox').send(mail);
    expect(outcome).toEqual({ accepted: true, messageId: mail.messageId });
    const files = await readdir(folder);
    expect(files).toEqual(['2026-02-11T10-00-00.000Z_019c5a11-7d5e-7000-8000-000000000009.eml']);
    const path = join(folder, files[0]!);
    const parsed = await simpleParser(await readFile(path));
    expect(parsed.subject).toBe('Confirm your e-mail address for WAOOAW');
    expect(parsed.text).toContain(SECRET);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('keeps a path in a Message-ID inside the folder', async () => {
    await new EmlFolderTransport(folder, 'sandbox').send({ ...mail, messageId: '<../../evil@x>' });
    expect(await readdir(folder)).toEqual(['2026-02-11T10-00-00.000Z_______evil.eml']);
  });

  it.each(['staging', 'production'] as const)('refuses %s', (deployment) => {
    expect(() => new EmlFolderTransport(folder, deployment)).toThrow('sandbox only: set SMTP_URL');
  });
});
