import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars, { type TemplateDelegate } from 'handlebars';
import { projectRoot } from '../../platform/process/project-root.js';
import { mailHelpers } from './mail-helpers.js';

const EXTENSION = '.hbs';

/**
 * The mail views of `views/`, each compiled once: `layouts/mail.hbs`, `partials/mail/` (as `mail/<name>`)
 * and `emails/`. Its own Handlebars, so that no helper or partial of another room reaches in; everything is
 * escaped, a field the data lacks is an error, and nothing of a prototype can be read.
 */
export class MailViews {
  private readonly handlebars = Handlebars.create();
  private readonly compiled: ReadonlyMap<string, TemplateDelegate>;

  /** @param folder absolute path of `views`. Reads every file now: a missing folder stops the start. */
  constructor(folder: string = join(projectRoot(), 'views')) {
    this.handlebars.registerHelper(mailHelpers);
    this.partial('layout', join(folder, 'layouts', `mail${EXTENSION}`));
    for (const [name, path] of viewsIn(join(folder, 'partials', 'mail'))) this.partial(`mail/${name}`, path);
    const emails = viewsIn(join(folder, 'emails'));
    this.compiled = new Map(emails.map(([name, path]) => [name, this.compile(path)]));
  }

  names(): string[] {
    return [...this.compiled.keys()];
  }

  /** @throws Error when no such view exists or when it uses a field that `context` does not have. */
  html(name: string, context: object): string {
    const view = this.compiled.get(name);
    if (!view) throw new Error(`There is no mail view "${name}${EXTENSION}" in views/emails`);
    return view(context, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
  }

  private partial(name: string, path: string): void {
    this.handlebars.registerPartial(name, this.compile(path));
  }

  private compile(path: string): TemplateDelegate {
    const known = Object.fromEntries(Object.keys(mailHelpers).map((helper) => [helper, true]));
    return this.handlebars.compile(readFileSync(path, 'utf8'), {
      strict: true,
      preventIndent: true,
      knownHelpers: known,
      knownHelpersOnly: true,
    });
  }
}

function viewsIn(folder: string): [name: string, path: string][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => [basename(file, EXTENSION), join(folder, file)]);
}
