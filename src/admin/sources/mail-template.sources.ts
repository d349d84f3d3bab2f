import type { MailPreviews } from '../../onboarding/mails/mail-previews.service.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelDataSource, PanelDocument, PanelPage } from '../panel.ports.js';

type Roles = readonly StaffRole[];

/** Every mail template there is. */
export const mailTemplatesSource = (previews: MailPreviews, roles: Roles): PanelDataSource => ({
  path: 'mail-templates',
  roles,
  read: () => Promise.resolve({ templates: previews.templates() }),
});

/** What a mail would be now for a customer, or what the customer lacks for it. */
export const mailPreviewSource = (previews: MailPreviews, roles: Roles): PanelDataSource => ({
  path: 'mail-templates/:template/:customerId',
  roles,
  read: ({ params: { template = '', customerId = '' } }) => previews.preview(template, customerId),
});

/** The HTML part of that mail. */
export const mailPreviewDocument = (previews: MailPreviews, roles: Roles): PanelDocument => ({
  path: 'mail-templates/:template/:customerId',
  roles,
  read: ({ template = '', customerId = '' }) => previews.html(template, customerId),
});

interface PagePlace {
  readonly order: number;
  readonly section: string;
  readonly roles: Roles;
}

export const mailTemplatesPage = ({ order, section, roles }: PagePlace): PanelPage => ({
  name: 'mail-templates',
  title: 'Mail Templates',
  component: 'MailTemplates',
  navigation: { icon: 'Edit', section, order },
  roles,
});
