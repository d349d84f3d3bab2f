import { Module } from '@nestjs/common';
import { ApiKeyRepository } from './api-keys/api-key.repository.js';
import { ApiKeyService } from './api-keys/api-key.service.js';
import { FirstAdmin } from './first-admin.js';
import { StaffQueries } from './staff.queries.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

/** Accounts and keys; the login is in StaffWebModule. */
@Module({
  providers: [ApiKeyRepository, ApiKeyService, FirstAdmin, StaffQueries, StaffRepository, StaffService],
  exports: [ApiKeyService, FirstAdmin, StaffQueries, StaffRepository, StaffService],
})
export class StaffModule {}
