import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadKeyRing } from './load-key-ring.js';

describe(loadKeyRing.name, () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'vault-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const sandbox = () => loadKeyRing({ deployment: 'sandbox', dataDir, secrets: {} });
  const file = () => join(dataDir, 'secrets.key');

  it('makes a key once, keeps it for its owner only, and finds it again', () => {
    const first = sandbox();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['secrets.key']);
    const second = sandbox();
    expect(second.current.kid).toBe(first.current.kid);
    expect(second.current.wrapping.equals(first.current.wrapping)).toBe(true);
    expect(readFileSync(file(), 'utf8')).toMatch(/^local-[0-9a-f]{8}:[A-Za-z0-9+/]{43}=\n$/);
  });

  it('closes a file that others could read', () => {
    sandbox();
    chmodSync(file(), 0o644);
    sandbox();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged file without showing it', () => {
    writeFileSync(file(), 'PLANTED');
    expect(sandbox).toThrow(/damaged/);
    expect(sandbox).not.toThrow(/PLANTED/);
  });

  it('takes SECRETS_KEYS as given, first key current, and writes nothing', () => {
    const keys = [
      { kid: 'new', base64: Buffer.alloc(32, 1).toString('base64') },
      { kid: 'old', base64: Buffer.alloc(32, 2).toString('base64') },
    ];
    const ring = loadKeyRing({ deployment: 'production', dataDir, secrets: { keys } });
    expect(ring.current.kid).toBe('new');
    expect(ring.byId('old').kid).toBe('old');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('makes no key outside the sandbox', () => {
    expect(() => loadKeyRing({ deployment: 'production', dataDir, secrets: {} })).toThrow(/SECRETS_KEYS/);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
