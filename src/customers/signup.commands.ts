import { z } from 'zod';
import { command } from '../platform/commands/command.js';
import { signupAggregate } from './customer.aggregate.js';
import { SignupDesk } from './signup-desk.service.js';
import { signupChanges, signupInput } from './signup.schema.js';
import { SignupService } from './signup.service.js';
import { reason } from './customer.schema.js';

export const createSignup = command({
  name: 'signup.create',
  title: 'Sign up',
  roles: ['public', 'integration', 'ops', 'csm'],
  input: signupInput,
  status: 201,
  service: SignupService,
  run: (signups, tx, { input }) => signups.create(tx, input),
});

export const resendSignup = command({
  name: 'signup.resend',
  title: 'Send Verification Again',
  // `public`: the page after the form offers it to whoever just signed up; REST does not.
  roles: ['public', 'ops', 'csm', 'integration'],
  aggregate: signupAggregate,
  input: z.strictObject({}),
  service: SignupService,
  check: (signups, tx, id) => signups.whyNotResend(tx, id),
  run: (signups, tx, { id }) => signups.resend(tx, id),
});

export const rejectSignup = command({
  name: 'signup.reject',
  title: 'Reject Signup',
  roles: ['ops', 'security'],
  aggregate: signupAggregate,
  input: z.strictObject({ reason }),
  service: SignupService,
  check: (signups, tx, id) => signups.whyNotReject(tx, id),
  run: (signups, tx, { id, input }) => signups.reject(tx, id, input.reason),
});

export const updateSignup = command({
  name: 'signup.update',
  title: 'Edit',
  roles: ['ops', 'csm', 'integration'],
  aggregate: signupAggregate,
  input: signupChanges.extend({ version: z.int().positive().meta({ title: 'Version' }) }),
  service: SignupDesk,
  check: (desk, tx, id) => desk.whyNotUpdate(tx, id),
  run: (desk, tx, { id, input: { version, ...changes } }) => desk.update(tx, id, version, changes),
});

export const verifySignup = command({
  name: 'signup.verify',
  title: 'Confirm E-mail Address',
  roles: ['public'],
  input: z.strictObject({ token: z.string().min(1).max(200).meta({ title: 'Token from the mail' }) }),
  service: SignupService,
  run: (signups, tx, { input }) => signups.verify(tx, input.token),
});
