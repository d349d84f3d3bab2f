import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceLock, InstanceRunningError } from './instance-lock.js';
import { RuntimeFile } from './runtime-file.js';

describe('InstanceLock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'instance-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const info = { pid: 4711, since: '2026-02-09T08:00:00.000Z' };

  it('tells the second who the first is and where it listens, and is free again after release', async () => {
    const first = await InstanceLock.take(folder, info);
    first.announce('http://127.0.0.1:3000');
    const second = InstanceLock.take(folder, { ...info, pid: 4712 });
    await expect(second).rejects.toThrow(InstanceRunningError);
    await expect(second).rejects.toThrow(/process 4711, since 2026-02-09.*Open http:\/\/127\.0\.0\.1:3000/);
    await first.release();
    const third = await InstanceLock.take(folder, info);
    await third.release();
  });
});

describe('RuntimeFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps facts between starts', () => {
    const file = new RuntimeFile(folder);
    expect(file.read()).toBeUndefined();
    file.update({ state: 'stopped' });
    expect(file.read()).toBeUndefined();
    file.write({ pid: 1, since: '2026-02-09T08:00:00.000Z', state: 'running' });
    file.update({ state: 'stopped' });
    expect(new RuntimeFile(folder).read()).toEqual({
      pid: 1,
      since: '2026-02-09T08:00:00.000Z',
      state: 'stopped',
    });
  });
});
