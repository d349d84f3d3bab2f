import type { Page } from 'playwright-core';
import { linkIn, type Inbox } from '../../scripts/demo/inbox.js';
import { OWN_WORDS } from './portal.js';

/** The customer of a walk at a browser of its own: the public pages, and the links of its mails. */
export class WalkCustomer {
  readonly email = 'john.doe@walk-trading.example';
  readonly companyName = 'Doe Trading';

  constructor(
    private readonly page: Page,
    private readonly address: string,
    private readonly inbox: Inbox,
  ) {}

  async signUp(): Promise<void> {
    const { page } = this;
    await page.goto(`${this.address}/signup`);
    await page.getByLabel('Company name').fill(this.companyName);
    await page.getByLabel('Your name').fill('John Doe');
    await page.getByRole('textbox', { name: /^E-mail/ }).fill(this.email);
    await page.getByRole('textbox', { name: /^Phone/ }).fill('+91 98765 43210');
    await page.getByRole('combobox', { name: /^Country/ }).selectOption('IN');
    await page.getByRole('combobox', { name: /^Industry/ }).selectOption('trading');
    await page.getByLabel('Trading Agent').check();
    await page.getByLabel('What should the agent do').fill('Watch the BTC market for us.');
    await this.button('Start my free trial');
    await this.heading('Look into your mailbox');
    await this.follow(/confirm|verify/i, '/portal/verify');
    await this.button('Yes, this is my address');
    await this.heading('Thank you, your address is confirmed');
  }

  /** With the temporary password of the welcome mail, which must be changed at once. */
  async firstLogin(): Promise<void> {
    const { page } = this;
    const welcome = await this.inbox.expect(this.email, /^Welcome/);
    const password = /temporary password:?\s*(\S+)/i.exec(welcome.text ?? '')?.[1];
    if (password === undefined) throw new Error('the welcome mail holds no temporary password');
    await page.goto(linkIn(welcome, '/portal').href);
    await page.getByLabel('E-mail').fill(this.email);
    await page.getByLabel('Password').fill(password);
    await this.button('Sign in');
    await page.locator('input[name="password"]').fill(OWN_WORDS);
    await page.locator('input[name="repeat"]').fill(OWN_WORDS);
    await this.button('Set password');
    await page.getByText('Where your onboarding stands').waitFor();
  }

  /** Pastes key and secret on the page of the connect link. */
  async connect(): Promise<void> {
    const { page } = this;
    await this.follow(/^Connect Delta Exchange/, '/connect');
    await page.locator('#secret-apiKey').fill('sandbox_ok_trade-walk');
    await page.locator('#secret-apiSecret').fill('sandbox_secret_ok_trade-walk');
    await this.button('Test Connection');
    await page.getByText('✓ Connection successful, permissions validated').waitFor({ timeout: 20_000 });
  }

  /** Approves the draft, with an edit, on the page of the signed link. */
  async approveDraft(): Promise<void> {
    const { page } = this;
    await this.follow(/^Ready for your review/, '/review');
    await this.heading('Your decision');
    await page.getByText('Edit the text first').click();
    const draft = page.getByLabel('Text of the draft');
    await draft.fill(`${await draft.inputValue()}\n\nRead by John Doe.`);
    await this.button('Approve');
    await this.heading('Approved');
  }

  private async follow(subject: RegExp, path: string): Promise<void> {
    await this.page.goto(linkIn(await this.inbox.expect(this.email, subject), path).href);
  }

  private button(name: string): Promise<void> {
    return this.page.getByRole('button', { name }).click();
  }

  private heading(name: string): Promise<void> {
    return this.page.getByRole('heading', { name }).waitFor();
  }
}
