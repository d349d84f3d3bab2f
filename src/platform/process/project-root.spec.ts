import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeRoot, projectRoot } from './project-root.js';

describe('projectRoot', () => {
  it('is the folder with package.json', () => {
    expect(existsSync(join(projectRoot(), 'package.json'))).toBe(true);
    expect(existsSync(join(projectRoot(), 'src/platform/process/project-root.ts'))).toBe(true);
  });

  it('is also the code root when the code runs unbuilt', () => {
    expect(codeRoot()).toBe(projectRoot());
  });
});
