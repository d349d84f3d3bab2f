import { addContact, changeContact, removeContact } from './contact.commands.js';
import { releaseCountry } from './country.commands.js';
import {
  closeCustomer,
  createCustomer,
  reactivateCustomer,
  resendVerification,
  resetPassword,
  setCrmId,
  suspendCustomer,
  updateCustomer,
} from './customer.commands.js';
import { acceptDomain, checkDomainAgain, clearFlags, upholdFlags } from './domain.commands.js';
import { addDomainRule, removeDomainRule } from './domain-rule.commands.js';
import { importCustomers } from './import/import.commands.js';
import { CSM_COMMANDS } from './managers/csm.commands.js';
import { WAIT_COMMANDS } from './waiting/wait.commands.js';
import { createSignup, rejectSignup, resendSignup, updateSignup, verifySignup } from './signup.commands.js';

/** Every command of this room. */
export const CUSTOMER_COMMANDS = [
  createSignup,
  resendSignup,
  rejectSignup,
  verifySignup,
  updateSignup,
  createCustomer,
  importCustomers,
  updateCustomer,
  suspendCustomer,
  reactivateCustomer,
  closeCustomer,
  ...WAIT_COMMANDS,
  setCrmId,
  addContact,
  changeContact,
  removeContact,
  resendVerification,
  resetPassword,
  checkDomainAgain,
  acceptDomain,
  clearFlags,
  upholdFlags,
  releaseCountry,
  addDomainRule,
  removeDomainRule,
  ...CSM_COMMANDS,
] as const;
