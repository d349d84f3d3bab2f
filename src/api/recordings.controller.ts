import { Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { uploadOf } from '../calls/recordings/receive-recording.js';
import { RecordingPlays } from '../calls/recordings/recording-play.service.js';
import { RecordingStore } from '../calls/recordings/recording-store.js';
import { RecordingUpload } from '../calls/recordings/recording-upload.service.js';
import type { RecordingAnswer } from '../calls/recordings/recordings.service.js';
import { sendRecording } from '../calls/recordings/send-recording.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { callerOf } from './api-caller.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { IdPipe } from './id.pipe.js';

/** Files of recordings, in and out. */
@ApiTags('calls')
@ApiBearerAuth()
@UseGuards(ApiKeyGuard)
@Controller('api/v1')
export class RecordingsController {
  constructor(
    private readonly uploads: RecordingUpload,
    private readonly plays: RecordingPlays,
    private readonly store: RecordingStore,
  ) {}

  @Post('calls/:id/recording')
  @ApiConsumes('video/mp4', 'video/webm')
  @ApiOperation({ summary: 'Keep the recording of a call: the file is the body' })
  receive(@Param('id', IdPipe) id: string, @Req() request: Request): Promise<RecordingAnswer> {
    const context = {
      actor: callerOf(request),
      requestId: requestIdOf(request),
      idempotencyKey: request.get('idempotency-key'),
    };
    return this.uploads.receive(uploadOf(request, id, context));
  }

  @Get('recordings/:playId')
  @ApiOperation({ summary: 'The file of a play begun by call.play-recording, whole or by range' })
  async play(
    @Param('playId', IdPipe) playId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.plays.open(callerOf(request), playId);
    await sendRecording(request, response, found, this.store);
  }
}
