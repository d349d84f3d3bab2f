import { loadConfig } from '../../config/load-config.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import { ProviderHttp } from '../../platform/http/provider-http.js';
import { SlackChannelStandIn } from '../../../test/support/slack-channel.js';
import { SlackClient } from './slack-client.js';

describe(SlackClient.name, () => {
  const channel = new SlackChannelStandIn();
  const elsewhere = new SlackChannelStandIn();
  const lines: string[] = [];
  let http: ProviderHttp;
  let client: SlackClient;
  let url: string;
  let privateUrl: string;
  const body = JSON.stringify({ text: 'hello' });
  const post = () => client.post('security', body, new AbortController().signal);

  beforeAll(async () => {
    url = await channel.start();
    privateUrl = await elsewhere.start();
    const config = loadConfig({ SLACK_WEBHOOK_SECURITY: url });
    http = new ProviderHttp({
      origins: [new URL(url).origin],
      log: (line) => void lines.push(JSON.stringify(line)),
      timeoutMs: 1_000,
    });
    client = new SlackClient(config, http, new SystemClock());
  });
  afterAll(async () => {
    await http.onApplicationShutdown();
    await channel.close();
    await elsewhere.close();
  });

  it('posts to the channel, and logs no part of the address that opens it', async () => {
    expect(await post()).toEqual({ kind: 'taken' });
    expect(channel.shown.at(-1)?.text).toBe('hello');
    expect(lines.join()).not.toContain('XXXXXXXX');
  });

  it('gives up on a receiver that hangs', async () => {
    channel.next('hang');
    expect(await post()).toMatchObject({
      kind: 'later',
      reason: 'Slack did not answer in time',
      unsure: true,
    });
  });

  it('follows no redirect, least of all to a private address', async () => {
    channel.next({ status: 307, text: '', headers: { location: privateUrl } });
    expect(await post()).toMatchObject({ kind: 'refused' });
    expect(elsewhere.requests).toBe(0);
  });

  it('says when a channel is not connected any more', async () => {
    const reply = await client.post('ops', body, new AbortController().signal);
    expect(reply).toEqual({ kind: 'refused', reason: 'SLACK_WEBHOOK_OPS is not set any more' });
  });
});
