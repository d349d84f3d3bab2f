import {
  Controller,
  Injectable,
  Req,
  Sse,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
  type MessageEvent,
} from '@nestjs/common';
import type { Request } from 'express';
import { takeUntil, timer, type Observable } from 'rxjs';
import { addressed, nothingHere } from './addressed.js';
import { panelAdminOf } from './http/panel-gate.js';
import { PanelContent } from './panel.ports.js';

/**
 * A stream ends after so long and the browser asks for the rest by itself: a session that is over, or a role
 * that was taken away, sees no more than this.
 */
const LONGEST_MS = 45_000;

const opened = new WeakMap<object, Observable<MessageEvent>>();

/** A stream answers 200 before its handler runs, so whatever is refused is refused by this guard. */
@Injectable()
export class OpenStreamGuard implements CanActivate {
  constructor(private readonly content: PanelContent) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const path = request.path.replace(/^\/admin\/streams\//, '');
    const found = addressed(this.content.streams, path, panelAdminOf(request).role);
    const stream = found && (await found.source.open(found.params, lastSeen(request)));
    if (!stream) throw nothingHere();
    opened.set(request, stream);
    return true;
  }
}

/** What the panel's pages follow live: rows as server-sent events, behind the panel's session. */
@Controller('admin/streams')
export class StreamsController {
  @Sse('*path')
  @UseGuards(OpenStreamGuard)
  follow(@Req() request: Request): Observable<MessageEvent> {
    const stream = opened.get(request);
    if (!stream) throw nothingHere();
    return stream.pipe(takeUntil(timer(LONGEST_MS)));
  }
}

/** A browser names the last event itself when it comes back; a page that has just read the rows names it. */
function lastSeen(request: Request): string | undefined {
  const { after } = request.query;
  return request.get('last-event-id') ?? (typeof after === 'string' ? after : undefined);
}
