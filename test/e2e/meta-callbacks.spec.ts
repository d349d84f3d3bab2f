import { createHmac } from 'node:crypto';
import { STAND_IN_APP } from '../../src/sandbox/http/stand-in-app.js';
import { Authorizing } from '../support/authorizing.js';
import { Connecting } from '../support/connecting.js';
import { startWeb, type TestWeb } from '../support/web.js';

describe('When a person removes our app at Meta, or asks there to be deleted', () => {
  let web: TestWeb;
  let connecting: Connecting;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
    connecting = new Connecting(web);
  });
  afterAll(() => web?.close());

  const signed = (userId: string, secret: string = STAND_IN_APP.clientSecret, at = Date.now()) => {
    const said = { algorithm: 'HMAC-SHA256', issued_at: Math.floor(at / 1000), user_id: userId };
    const body = Buffer.from(JSON.stringify(said)).toString('base64url');
    return `${createHmac('sha256', secret).update(body).digest('base64url')}.${body}`;
  };
  const send = (fields: Record<string, string>) =>
    fetch(`${web.url}/callbacks/meta/deauthorize`, { method: 'POST', body: new URLSearchParams(fields) });
  const ask = (text: string) =>
    fetch(`${web.url}/callbacks/meta/delete-data`, {
      method: 'POST',
      body: new URLSearchParams({ signed_request: text }),
    });
  const connected = async (platform: 'facebook' | 'instagram') => {
    const { token, id, customerId } = await connecting.link(platform);
    await new Authorizing(web.url).authorize(token, 'ok');
    expect(await connecting.settled(id)).toMatchObject({ status: 'active' });
    return { id, customerId };
  };
  const holders = (userId: string, ids: readonly string[]) =>
    Promise.all(ids.map((id) => web.sql('update credential set holder_id = ? where id = ?', [userId, id])));
  const standing = (id: string) =>
    web.sql('select status, last_failure_code as code from credential where id = ?', [id]);
  const entries = (id: string) =>
    web.sql<{ type: string }>(
      `select type from history_entry where subject_id = ? and type in ('credential.deauthorized', 'credential.invalidated') order by at, id`,
      [id],
    );
  const mails = async (customerId: string) =>
    (
      await web.sql(`select id from mail where customer_id = ? and template = 'credential_broken'`, [
        customerId,
      ])
    ).length;

  it('stops every connection that rests on that person, once, and tells the customer', async () => {
    const [page, account, other] = [
      await connected('facebook'),
      await connected('instagram'),
      await connected('facebook'),
    ];
    await holders('777000777000777', [page.id, account.id]);
    const text = signed('777000777000777');
    for (const forged of [signed('777000777000777', 'wrong'), text.slice(1), 'x', 'y'.repeat(5_000)]) {
      const refused = await send({ signed_request: forged });
      expect([refused.status, await refused.json()]).toEqual([
        400,
        expect.objectContaining({ code: 'not_signed_by_platform' }),
      ]);
    }
    expect((await send({ other: text })).status).toBe(400);
    expect((await send({ signed_request: 'z'.repeat(20_000) })).status).toBe(413);
    expect((await send({ signed_request: signed('123') })).status).toBe(200);
    expect(await standing(page.id)).toEqual([{ status: 'active', code: null }]);
    for (const _again of [1, 2]) {
      const taken = await send({ signed_request: text });
      expect([taken.status, await taken.json()]).toEqual([200, { received: true }]);
    }
    for (const { id, customerId } of [page, account]) {
      expect(await standing(id)).toEqual([{ status: 'invalid', code: 'revoked' }]);
      expect(await entries(id)).toEqual([
        { type: 'credential.deauthorized' },
        { type: 'credential.invalidated' },
      ]);
      expect(await mails(customerId)).toBe(1);
    }
    expect(await standing(other.id)).toEqual([{ status: 'active', code: null }]);
  });

  it('deletes what we hold of a person who asks for it there, ended connections too, and says so by the code', async () => {
    const [page, account] = [await connected('facebook'), await connected('instagram')];
    await holders('999000999000999', [page.id, account.id]);
    expect((await ask(signed('999000999000999', 'wrong'))).status).toBe(400);
    expect(await standing(page.id)).toEqual([{ status: 'active', code: null }]);
    const text = signed('999000999000999');
    const asked = await ask(text);
    const said = (await asked.json()) as { url: string; confirmation_code: string };
    expect([asked.status, Object.keys(said)]).toEqual([200, ['url', 'confirmation_code']]);
    for (const { id } of [page, account])
      expect(
        await web.sql(
          'select status, holder_id as holder, account_id as account, account_name as name from credential where id = ?',
          [id],
        ),
      ).toEqual([{ status: 'disconnected', holder: null, account: null, name: null }]);
    expect((await ask(text)).status).toBe(200);
    const { pathname, search } = new URL(said.url);
    expect(search).toBe(`?code=${said.confirmation_code}`);
    const state = await fetch(`${web.url}${pathname}${search}`);
    expect([state.status, await state.text()]).toEqual([200, expect.stringContaining('Deleted')]);
    expect((await fetch(`${web.url}${pathname}?code=${'A'.repeat(32)}`)).status).toBe(404);
  });

  it('keeps what was authorized again after a deletion was asked for', async () => {
    const page = await connected('facebook');
    await holders('666000666000666', [page.id]);
    const early = signed('666000666000666', STAND_IN_APP.clientSecret, Date.now() - 60_000);
    expect((await ask(early)).status).toBe(200);
    expect(await standing(page.id)).toEqual([{ status: 'active', code: null }]);
  });

  it('does not stop what was authorized again after that', async () => {
    const page = await connected('facebook');
    await holders('888000888000888', [page.id]);
    const early = signed('888000888000888', STAND_IN_APP.clientSecret, Date.now() - 60_000);
    expect((await send({ signed_request: early })).status).toBe(200);
    expect(await standing(page.id)).toEqual([{ status: 'active', code: null }]);
    expect((await send({ signed_request: signed('888000888000888') })).status).toBe(200);
    expect(await standing(page.id)).toEqual([{ status: 'invalid', code: 'revoked' }]);
  });
});
