import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { commonErrors } from '../platform/errors/common-errors.js';
import { mayAct } from '../platform/unit-of-work/actor.js';
import { ApiKeyService } from '../staff/api-keys/api-key.service.js';

/** Who may work the sandbox's own doors: keys of ops and admins. */
@Injectable()
export class SandboxCaller {
  constructor(private readonly keys: ApiKeyService) {}

  /** @param what completes "… for ops and admin only": `The clock moves` */
  async admit(request: Request, what: string): Promise<void> {
    const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const actor = token === undefined ? undefined : await this.keys.authenticate(token);
    if (!actor) throw commonErrors.unauthenticated(`${what} for an API key only.`);
    if (!mayAct(actor, ['ops'])) throw commonErrors.forbidden(`${what} for ops and admin only.`);
  }
}
