import { Global, Module } from '@nestjs/common';
import { ForgetSignInsTask } from './forget-sign-ins.task.js';
import { PasswordHasher } from './password-hasher.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';
import { VisitorThrottle } from './visitor-throttle.js';

/** What both logins, staff's and customers', and the doors open to anybody stand on. */
@Global()
@Module({
  providers: [PasswordHasher, SignInThrottle, SignInThrottleRepository, VisitorThrottle, ForgetSignInsTask],
  exports: [PasswordHasher, SignInThrottle, VisitorThrottle],
})
export class SignInModule {}
