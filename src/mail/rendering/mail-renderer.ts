import type { z } from 'zod';
import { buildCalendarFile } from '../calendar/build-calendar-file.js';
import { mailTemplates, type MailData, type MailName } from '../templates/mail-templates.js';
import type { MailTemplate } from '../templates/mail-template.js';
import { redact } from '../templates/redact.js';
import { MailDataError } from './mail-data.error.js';
import { mailSubject } from './mail-subject.js';
import { MailViews } from './mail-views.js';
import { plainText } from './plain-text.js';
import type { MailFrame, RenderedMail, StoredMail } from './rendered-mail.js';

type AnyData = z.output<z.ZodObject>;

/** Turns a template's data into a mail, and into the copy of it that may be kept. */
export class MailRenderer {
  constructor(private readonly views: MailViews) {}

  /**
   * @returns `mail` for the transport only (it may hold links and passwords) and `stored` for everyone else.
   * @throws MailDataError when the data is not what the template's schema asks for; it names fields, no values.
   */
  render<Name extends MailName>(
    name: Name,
    data: MailData<Name>,
    frame: MailFrame,
  ): { mail: RenderedMail; stored: StoredMail } {
    const template: MailTemplate = mailTemplates[name];
    const parsed = template.schema.safeParse(data);
    if (!parsed.success) throw new MailDataError(name, parsed.error);
    const calendar = template.calendar?.(parsed.data);
    return {
      mail: {
        ...this.bodies(name, template, parsed.data, frame),
        replyTo: template.replyTo?.(parsed.data) ?? null,
        calendar: calendar ? buildCalendarFile(calendar) : null,
      },
      stored: this.bodies(name, template, redact(template.schema, parsed.data), frame),
    };
  }

  private bodies(name: MailName, template: MailTemplate, data: AnyData, frame: MailFrame): StoredMail {
    const subject = mailSubject(template.subject(data));
    const html = this.views.html(name, {
      forStaff: template.audience === 'staff',
      ...data,
      ...template.view?.(data),
      frame,
      subject,
      preview: template.preview(data),
    });
    return { subject, html, text: plainText(html) };
  }
}
