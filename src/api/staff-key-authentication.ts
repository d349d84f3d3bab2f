import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/unit-of-work/actor.js';
import { ApiKeyService } from '../staff/api-keys/api-key.service.js';
import { ApiAuthentication } from './api-caller.js';

/** API keys of the staff room open the API. */
@Injectable()
export class StaffKeyAuthentication extends ApiAuthentication {
  constructor(private readonly keys: ApiKeyService) {
    super();
  }

  authenticate(token: string): Promise<Actor | undefined> {
    return this.keys.authenticate(token);
  }
}
