import type { EntityList } from '../platform/database/database.js';
import { Containment } from './containment/containment.entity.js';
import { Contact } from './contact.entity.js';
import { CountryHold } from './country-hold.entity.js';
import { CrmDelivery } from './crm/crm-delivery.entity.js';
import { CsmAbsence } from './csm-absence.entity.js';
import { Csm } from './csm.entity.js';
import { CustomerLogin } from './customer-login.entity.js';
import { Customer } from './customer.entity.js';
import { DomainCheck } from './domain-check.entity.js';
import { DomainRule } from './domain-rule.entity.js';
import { SignInAttempt } from './sign-in/sign-in-attempt.entity.js';
import { CustomerWait } from './waiting/customer-wait.entity.js';
import { Signup } from './signup.entity.js';

export const CUSTOMER_TABLES: EntityList = [
  Signup,
  DomainCheck,
  DomainRule,
  Csm,
  CsmAbsence,
  Customer,
  Contact,
  Containment,
  CustomerWait,
  CustomerLogin,
  CountryHold,
  CrmDelivery,
  SignInAttempt,
];
