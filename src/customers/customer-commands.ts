import {
  addContact,
  assignCsmCommand,
  closeCustomer,
  createCustomer,
  reactivateCustomer,
  resetPassword,
  setCrmId,
  suspendCustomer,
  updateCustomer,
} from './customer.commands.js';
import { acceptDomain, checkDomainAgain, clearFlags, upholdFlags } from './domain.commands.js';
import { createSignup, rejectSignup, resendSignup, verifySignup } from './signup.commands.js';

/** Every command of this room. */
export const CUSTOMER_COMMANDS = [
  createSignup,
  resendSignup,
  rejectSignup,
  verifySignup,
  createCustomer,
  updateCustomer,
  suspendCustomer,
  reactivateCustomer,
  closeCustomer,
  setCrmId,
  assignCsmCommand,
  addContact,
  resetPassword,
  checkDomainAgain,
  acceptDomain,
  clearFlags,
  upholdFlags,
] as const;
