import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { systemActor } from '../platform/unit-of-work/actor.js';
import { temporaryPassword } from '../platform/sign-in/password-rules.js';
import { UnitOfWork } from '../platform/unit-of-work/unit-of-work.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

/** The first way into the panel. */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly config: AppConfig,
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: StaffRepository,
    private readonly staff: StaffService,
  ) {}

  /**
   * Makes the first admin where there is no account yet; of two processes starting at once, one does.
   * @returns lines for the person at the terminal, to be printed once and logged nowhere; none when there is
   * nothing to say
   * @throws Error when ADMIN_PASSWORD_FILE is empty
   */
  async ensure(): Promise<string[]> {
    const { email, passwordFile } = this.config.admin;
    return this.unitOfWork.run(systemActor('first-admin'), async (tx) => {
      if (!(await this.repository.isEmpty(tx.em))) return [];
      const password = passwordFile === undefined ? temporaryPassword() : await fromFile(passwordFile);
      await this.staff.add(tx, { email, name: 'First admin', role: 'admin' }, password);
      return [
        passwordFile === undefined
          ? `First admin: ${email}, password ${password} (shown this once; it is changed at the first login)`
          : `First admin: ${email}, password as in ADMIN_PASSWORD_FILE (it is changed at the first login)`,
      ];
    });
  }
}

async function fromFile(path: string): Promise<string> {
  const password = (await readFile(path, 'utf8')).trim();
  if (password === '') throw new Error('ADMIN_PASSWORD_FILE names an empty file');
  return password;
}
