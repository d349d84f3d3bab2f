import { CommandDispatcher } from '../../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../../src/platform/ids/new-id.js';
import type { Actor } from '../../../src/platform/unit-of-work/actor.js';
import { eventually } from '../../support/eventually.js';
import { sentMails } from '../../support/sent-mails.js';
import { startWeb, type TestWeb } from '../../support/web.js';

const OPS: Actor = { kind: 'staff', id: newId(), role: 'ops' };

describe('An import of customers', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startWeb({ worker: true });
  });
  afterAll(() => web?.close());

  const one = async <T extends object>(sql: string, ...values: unknown[]) =>
    (await web.sql<T>(sql, values))[0];
  const call = async <T>(input: object): Promise<T> => {
    const context = { actor: OPS, requestId: 'test' };
    return (await web.app.get(CommandDispatcher).dispatch('customer.import', '', input, context)).body as T;
  };

  const some = newId().slice(-6);
  const header = 'Email,Company Name,industry,country,timezone,contact_name,phone,agentInterest';
  const file = [
    header,
    `a-${some}@import.example,"Alpha, ${some} Ltd",Trading,in,Asia/Kolkata,John Doe,098765 43210,trading`,
    `b-${some}@import.example,"=HYPERLINK(""x"")",trading,IN,Asia/Kolkata,John Doe,,`,
    `not an address,Beta ${some},gardening,ZZ,IST,,12,`,
    `A-${some}@IMPORT.example,Alpha again ${some},trading,IN,Asia/Kolkata,John Doe,,`,
    `g-${some}@import.example,ALPHA ${some} Limited,trading,IN,Asia/Kolkata,John Doe,,`,
    `d-${some}@import.example,Δέλτα 🚀 ${some},education,IN,Asia/Kolkata,Priya,,marketing;trading`,
    `e-${some}@import.example,Eta ${some},sales,IN,Asia/Kolkata,John,,,too,many`,
  ].join('\r\n');
  const counted = () =>
    one<{ n: number }>(
      'select count(*)::int as n from customer where email like ?',
      `%-${some}@import.example`,
    );
  const run = (dryRun: boolean, csv = file) =>
    call<{
      made: number;
      skipped: number;
      refused: number;
      rows: {
        line: number;
        company: string | null;
        result: string;
        why: string | null;
        problems: string[];
        number: string | null;
      }[];
    }>({ csv, dryRun });

  it('says on a dry run what would become of each row, and changes nothing', async () => {
    const { made, refused, rows } = await run(true);
    expect({ made, refused }).toEqual({ made: 2, refused: 5 });
    expect(rows.map(({ line, result }) => `${line} ${result}`)).toEqual([
      '2 made',
      '3 refused',
      '4 refused',
      '5 refused',
      '6 refused',
      '7 made',
      '8 refused',
    ]);
    expect(rows[1]?.why).toContain('companyName begins like a spreadsheet formula');
    for (const said of [
      'email must be an e-mail address',
      'industry',
      'country',
      'timezone',
      'contactName is needed',
    ])
      expect(rows[2]?.why).toContain(said);
    expect(rows[2]).toMatchObject({ company: `Beta ${some}`, why: rows[2]?.problems.join('; ') });
    expect(rows[2]?.problems.length).toBeGreaterThanOrEqual(5);
    expect(rows[3]?.why).toBe('The same as line 2 of this file.');
    expect(rows[4]?.why).toContain('Nearly the same name as line 2');
    expect(rows[6]?.why).toContain('more cells');
    expect((await counted())?.n).toBe(0);
  });

  it('makes each row whole or not at all, and skips what is done the second time', async () => {
    const first = await run(false);
    expect(first.made).toBe(2);
    expect(first.rows[0]?.number).toMatch(/^C-\d+$/);
    expect((await counted())?.n).toBe(2);
    expect(
      await one(
        'select phone from contact k join customer c on c.id = k.customer_id where c.email = ?',
        `a-${some}@import.example`,
      ),
    ).toEqual({ phone: '+919876543210' });
    await eventually(async () => {
      const subjects = (await sentMails(web.dataDir, `d-${some}@import.example`)).map(
        ({ subject }) => subject,
      );
      expect(subjects).toEqual([expect.stringMatching(/onfirm/)]);
    });
    const again = await run(false);
    expect(again).toMatchObject({ made: 0, skipped: 2 });
    expect(again.rows[0]).toMatchObject({ result: 'skipped', number: first.rows[0]?.number });
    expect((await counted())?.n).toBe(2);
  });

  it.each([
    ['no rows', header],
    ['an unknown column', `${header},password\nx`],
    ['a column that is missing', 'email,companyName\na@b.example,A'],
    ['a column twice', `${header},email\nx`],
    ['an open quote', `${header}\n"a`],
    ['too many rows', [header, ...Array.from({ length: 501 }, () => 'x')].join('\n')],
  ])('refuses a file with %s as a whole', async (_what, csv) => {
    await expect(run(false, csv)).rejects.toMatchObject({ code: 'import_refused' });
  });
});
