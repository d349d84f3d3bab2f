import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { projectRoot } from '../process/project-root.js';
import { PageAssets } from './page-assets.js';
import { pageHelpers } from './page-helpers.js';

type View = (data: object) => string;
const FOLDERS = ['pages', 'panel', 'portal'] as const;

/**
 * Our server-rendered pages: `views/<folder>/<name>.hbs` inside `views/layouts/page.hbs`, with the parts of
 * `views/partials/page/`. Everything is escaped; there is no inline script or style.
 */
@Injectable()
export class PageViews {
  private readonly engine = Handlebars.create();
  private readonly views = new Map<string, View>();
  private readonly layout: View;

  /** Compiles every view now: a broken one stops the start. */
  constructor(assets: PageAssets) {
    const root = join(projectRoot(), 'views');
    this.engine.registerHelper({ ...pageHelpers, asset: (name: string) => assets.href(name) });
    for (const [name, path] of filesIn(join(root, 'partials', 'page')))
      this.engine.registerPartial(`page/${name}`, readFileSync(path, 'utf8'));
    for (const folder of FOLDERS)
      for (const [name, path] of filesIn(join(root, folder)))
        this.views.set(`${folder}/${name}`, this.compile(path));
    this.layout = this.compile(join(root, 'layouts', 'page.hbs'));
  }

  /** @param view `portal/login`; `data` goes to the view and, with its HTML as `content`, to the layout. */
  render(view: string, data: object): string {
    const compiled = this.views.get(view);
    if (!compiled) throw new Error(`There is no page view ${view}`);
    return this.layout({ ...data, content: compiled(data) });
  }

  private compile(path: string): View {
    const view = this.engine.compile(readFileSync(path, 'utf8'), { strict: false, preventIndent: true });
    return (data) => view(data);
  }
}

const filesIn = (folder: string): [name: string, path: string][] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [basename(file, '.hbs'), join(folder, file)]);
