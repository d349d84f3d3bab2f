import { Global, Module } from '@nestjs/common';
import { ForgetSignInsTask } from './forget-sign-ins.task.js';
import { PasswordHasher } from './password-hasher.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';

/** What both logins, staff's and customers', stand on. */
@Global()
@Module({
  providers: [PasswordHasher, SignInThrottle, SignInThrottleRepository, ForgetSignInsTask],
  exports: [PasswordHasher, SignInThrottle],
})
export class SignInModule {}
