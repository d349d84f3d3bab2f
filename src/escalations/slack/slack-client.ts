import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { SLACK_CHANNELS, webhookOf, type SlackChannel } from './slack-channels.js';
import { readReply, type SlackReply } from './slack-reply.js';

/** Posts to the channels' incoming webhooks. */
@Injectable()
export class SlackClient {
  constructor(
    private readonly config: AppConfig,
    private readonly http: ProviderHttp,
    private readonly clock: SystemClock,
  ) {}

  /** @throws the reason of `signal` when it aborts */
  async post(channel: SlackChannel, body: string, signal: AbortSignal): Promise<SlackReply> {
    const url = webhookOf(this.config, channel);
    if (url === undefined)
      return { kind: 'refused', reason: `${SLACK_CHANNELS[channel].variable} is not set any more` };
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return readReply(await this.http.send({ method: 'POST', url, headers, body, signal }), this.clock.now());
  }
}
