import type { Locator, Page } from 'playwright-core';
import { OWN_PASSWORD } from '../staff.js';

/** Milliseconds in which a worker must have done what a press asked for. */
const WORK = 20_000;

/** The customer's Runbook page in the panel, as somebody of the staff works on it: by its buttons alone. */
export class RunbookDesk {
  /** @param address what the panel is reached by, as PUBLIC_URL says */
  constructor(
    private readonly page: Page,
    private readonly address: string,
  ) {}

  async signIn(email: string): Promise<void> {
    await this.page.goto(`${this.address}/admin/login`);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(OWN_PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL(/\/admin$/);
  }

  /** From the list of customers, found by what is typed into its search box. */
  async openCustomer(companyName: string): Promise<void> {
    await this.page.goto(`${this.address}/admin/resources/customers`);
    const box = this.page.getByRole('searchbox');
    await box.fill(companyName);
    await box.press('Enter');
    await this.page.getByRole('link', { name: companyName, exact: true }).click();
    await this.step('0').waitFor();
  }

  /** Comes back to the page after somebody else did something. */
  async lookAgain(): Promise<void> {
    await this.page.reload();
    await this.step('0').waitFor();
  }

  /** Another part of the customer's page, by its tab. */
  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  step(id: string): Locator {
    return this.page.locator(`#step-${id}`);
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /**
   * One press of a step's button; of the button of its form too, where it asks first.
   * @param fill types into the form, before it is sent
   * @param confirm the button of what is read back before it is sent; such a form stays open until it is closed
   * @throws Error with the answer, when the command is refused
   */
  async press(
    step: string,
    label: string,
    fill: () => Promise<void> = async () => undefined,
    confirm?: string,
  ): Promise<void> {
    const button = this.step(step).getByRole('button', { name: label, exact: true });
    const command = await button.getAttribute('data-command');
    const pressed = async (): Promise<void> => {
      await button.click();
      if (!(await this.asks(answered))) return;
      await fill();
      await this.dialog().getByRole('button', { name: label, exact: true }).click();
      if (confirm) await this.dialog().getByRole('button', { name: confirm }).click();
    };
    const answered = this.page.waitForResponse((response) =>
      response.url().endsWith(`/admin/commands/${command}`),
    );
    const [answer] = await Promise.all([answered, pressed()]).catch(async (error: unknown) => {
      throw new Error(`${label}: ${await this.step(step).innerText()}`, { cause: error });
    });
    if (!answer.ok()) throw new Error(`${label}: ${answer.status()} ${await answer.text()}`);
    if (confirm) {
      await this.dialog()
        .getByText(/^Saved \d\d:\d\d:\d\d ✓$/)
        .waitFor();
      await this.dialog().getByText('Close', { exact: true }).click();
    }
    await this.dialog().waitFor({ state: 'detached' });
  }

  /** Every line of a step, section by section. */
  async tick(step: string): Promise<void> {
    const all = this.step(step).getByRole('button', { name: /^Tick (all|the other \d+)$/ });
    for (let open = await all.count(); open > 0; open -= 1) {
      const [answer] = await Promise.all([
        this.page.waitForResponse((response) => response.url().endsWith('/admin/commands/customer.tick')),
        all.first().click(),
      ]);
      if (!answer.ok()) throw new Error(`ticks of step ${step}: ${answer.status()} ${await answer.text()}`);
      await all.nth(open - 1).waitFor({ state: 'detached' });
    }
  }

  /** Waits for the step to show as done. @throws Error with what the step says, when it does not come to it */
  async done(...steps: string[]): Promise<void> {
    for (const id of steps) {
      await this.page
        .locator(`#step-${id}[data-state=done]`)
        .waitFor({ timeout: WORK })
        .catch(async () => {
          throw new Error(`step ${id} is not done: ${await this.step(id).innerText()}`);
        });
    }
  }

  /** Each step's id and state, in the page's order. */
  async states(): Promise<[string, string | null][]> {
    const steps = await this.page.locator('.w-step[data-state]').all();
    return Promise.all(
      steps.map(async (step): Promise<[string, string | null]> => [
        ((await step.getAttribute('id')) ?? '').replace(/^step-/, ''),
        await step.getAttribute('data-state'),
      ]),
    );
  }

  /** Whether the press opened a form, rather than acting at once. */
  private asks(answered: Promise<unknown>): Promise<boolean> {
    return Promise.race([
      this.dialog()
        .waitFor()
        .then(() => true),
      answered.then(() => false),
    ]);
  }
}
