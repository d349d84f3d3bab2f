import type { Browser, Page } from 'playwright-core';
import { GoalBench } from '../goal-bench.js';
import { launchChromium, picture, staffPage } from './browser-suite.js';
import type { Watched } from './chromium.js';
import { startRealPanel, type RealPanel } from './real-panel.js';

export interface Visited {
  readonly panel: RealPanel;
  readonly watched: Watched;
  readonly page: Page;
  /** A customer on trial with an approved goal. */
  readonly about: Awaited<ReturnType<GoalBench['withGoal']>>;
}

/** Somebody of ops in the panel, with a customer to look at; the steps can be named before it is started. */
export class PanelVisit {
  private browser: Browser | undefined;
  private visited: Visited | undefined;

  async start(): Promise<Visited> {
    const panel = await startRealPanel({ worker: true });
    this.browser = await launchChromium();
    const about = await new GoalBench(panel.web).withGoal();
    const watched = await staffPage(this.browser, panel.web.url, 'ops@waooaw.com');
    this.visited = { panel, about, watched, page: watched.page };
    return this.visited;
  }

  /** Another person's page, of another size. */
  as(email: string, size: { width: number; height: number }): Promise<Watched> {
    if (!this.browser) throw new Error('the visit has not begun');
    return staffPage(this.browser, this.at.panel.web.url, email, size);
  }

  readonly close = async (): Promise<void> => {
    await this.browser?.close();
    await this.visited?.panel.close();
  };

  readonly open = (path: string) => this.page.goto(`${this.at.panel.web.url}/admin/resources/${path}`);
  readonly dialog = () => this.page.getByRole('dialog');
  /** Presses a button of the open form. */
  readonly submit = (name: string) => this.dialog().getByRole('button', { name, exact: true }).click();
  readonly shoot = (name: string): Promise<void> => picture(this.page, name, true);

  private get page(): Page {
    return this.at.page;
  }

  private get at(): Visited {
    if (!this.visited) throw new Error('the visit has not begun');
    return this.visited;
  }
}
