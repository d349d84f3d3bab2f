import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { Database } from '../../platform/database/database.js';
import { BrowserSessions } from '../../platform/sessions/browser-sessions.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { StaffMember } from '../staff-member.entity.js';
import { StaffRepository } from '../staff.repository.js';

export const PANEL_ROOT = '/admin';

/** All that a page may know of the person who works in it. */
export interface CurrentStaff {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** Whose request this is, in the panel. The account is read each time: a role taken away is gone at once. */
@Injectable()
export class StaffSession {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly database: Database,
    private readonly staff: StaffRepository,
  ) {}

  /** For `/admin`: the session itself and its timeouts. */
  middleware(): RequestHandler[] {
    return this.sessions.middleware('panel', PANEL_ROOT);
  }

  /** Null without a valid session, and while a temporary password waits to be changed. */
  async currentStaff(request: Request): Promise<CurrentStaff | null> {
    const member = await this.account(request);
    if (!member || member.mustChange) return null;
    return { id: member.id, email: member.email, name: member.name, role: member.role };
  }

  /** The account of the session, also while its password has to be changed first. */
  async account(request: Request): Promise<StaffMember | null> {
    const signedIn = this.sessions.signedIn(request);
    if (!signedIn) return null;
    const member = await this.staff.get(this.database.em(), signedIn.id);
    return member?.active && member.epoch === signedIn.epoch ? member : null;
  }

  async begin(request: Request, { id, epoch }: StaffMember): Promise<void> {
    await this.sessions.signIn(request, { id, epoch });
  }

  async end(request: Request, response: Response): Promise<void> {
    await this.sessions.signOut(request, response, 'panel', PANEL_ROOT);
  }
}
