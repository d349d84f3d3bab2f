import { Global, Module } from '@nestjs/common';
import { FirstAdminNotice } from './first-admin-notice.js';
import { LoginController } from './sessions/login.controller.js';
import { StaffSession } from './sessions/staff-session.js';
import { StaffSignIn } from './sessions/staff-sign-in.js';
import { StaffModule } from './staff.module.js';

/** The login of the panel; web role only. */
@Global()
@Module({
  imports: [StaffModule],
  controllers: [LoginController],
  providers: [FirstAdminNotice, StaffSession, StaffSignIn],
  exports: [StaffSession],
})
export class StaffWebModule {}
