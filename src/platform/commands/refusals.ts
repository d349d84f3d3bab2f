import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import type { AppError } from '../errors/app-error.js';

type Listener = (em: EntityManager, error: AppError) => Promise<void>;

/**
 * Rooms that keep what was refused: a refusal rolls its transaction back, so they are told after it. What is not
 * kept this way leaves its line in `command_log` only.
 */
@Injectable()
export class Refusals {
  private readonly listeners = new Map<string, Listener>();

  /** Call in `onModuleInit`. @param code the error's */
  on(code: string, listener: Listener): void {
    if (this.listeners.has(code)) throw new Error(`The refusal ${code} has two listeners`);
    this.listeners.set(code, listener);
  }

  async tell(em: EntityManager, error: AppError): Promise<void> {
    await this.listeners.get(error.code)?.(em, error);
  }
}
