import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** The library's algorithm is argon2id; OWASP's first choice of cost for it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and checks passwords by argon2id (RFC 9106). */
@Injectable()
export class PasswordHasher {
  private nobody: Promise<string> | undefined;

  /** A PHC string with its own salt. Passwords are compared in Unicode's NFKC form (NIST SP 800-63B 5.1.1.2). */
  async hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), COST);
  }

  /**
   * Whether the password is the one behind `stored`. Without a stored hash (no such account) the same work is
   * done and the answer is no, so that the time taken tells nothing.
   */
  async verify(stored: string | null | undefined, password: string): Promise<boolean> {
    const matches = await verify(stored ?? (await this.decoy()), password.normalize('NFKC'));
    return matches && typeof stored === 'string';
  }

  private decoy(): Promise<string> {
    this.nobody ??= this.hash('nobody has this password');
    return this.nobody;
  }
}
