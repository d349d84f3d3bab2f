import { VaultError } from './vault.errors.js';

/** Whether this process may open secrets: a worker or a script that needs to, never a web process alone. */
export class DecryptPermit {
  constructor(readonly granted: boolean) {}

  /** @throws VaultError `not_here` */
  require(): void {
    if (!this.granted) throw new VaultError('not_here', 'Only a worker may open a secret.');
  }
}
