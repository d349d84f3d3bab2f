import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { uploadOf } from '../calls/recordings/receive-recording.js';
import { RecordingPlays } from '../calls/recordings/recording-play.service.js';
import { RecordingStore } from '../calls/recordings/recording-store.js';
import { RecordingUpload } from '../calls/recordings/recording-upload.service.js';
import type { RecordingAnswer } from '../calls/recordings/recordings.service.js';
import { sendRecording } from '../calls/recordings/send-recording.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { actorOf } from './dispatched-commands.js';
import { panelAdminOf } from './http/panel-gate.js';

/** Recordings behind the panel's session: a file in by the call's page, and out to its player. */
@Controller('admin/recordings')
export class RecordingsController {
  constructor(
    private readonly uploads: RecordingUpload,
    private readonly plays: RecordingPlays,
    private readonly store: RecordingStore,
  ) {}

  @Post(':callId')
  receive(@Param('callId') callId: string, @Req() request: Request): Promise<RecordingAnswer> {
    const context = {
      actor: actorOf(panelAdminOf(request)),
      requestId: requestIdOf(request),
      idempotencyKey: request.get('idempotency-key'),
    };
    return this.uploads.receive(uploadOf(request, callId, context));
  }

  @Get(':playId')
  async play(
    @Param('playId') playId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.plays.open(actorOf(panelAdminOf(request)), playId);
    await sendRecording(request, response, found, this.store);
  }
}
