import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Signup } from './signup.entity.js';

@Injectable()
export class SignupRepository {
  add(em: EntityManager, signup: Omit<Signup, 'version'>): Signup {
    const row = em.create(Signup, { ...signup, version: 1 });
    em.persist(row);
    return row;
  }

  async get(em: EntityManager, id: string): Promise<Signup> {
    const signup = await em.findOne(Signup, { id });
    if (!signup) throw commonErrors.not_found(`There is no signup with the id ${id}.`);
    return signup;
  }

  openByEmail(em: EntityManager, emailKey: string): Promise<Signup | null> {
    return em.findOne(Signup, { emailKey, status: { $in: ['received', 'verified'] } });
  }
}
