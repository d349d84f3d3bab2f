import React from 'react';
import { useSearchParams } from 'react-router-dom';

import type { MailPreview, MailTemplateLine, MailTemplatesView } from '../../onboarding/mail-preview-view.js';
import { CustomerPicker } from './customer-picker.js';
import { panel } from './panel-global.js';
import { Facts, NotYet, RecordLink } from './record-data.js';
import { useData } from './use-data.js';

/** Any mail as it would be now for any customer. Looking at it sends nothing and makes no link or password. */
export default function MailTemplates(): React.JSX.Element {
  const { data, problem } = useData<MailTemplatesView>('mail-templates');
  const [search, setSearch] = useSearchParams();
  const template = search.get('template') ?? '';
  const customer = search.get('customer') ?? '';
  const choose = (name: 'template' | 'customer', value: string): void => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <div className="w-page">
      <Head />
      {data ? (
        <div className="w-preview">
          <aside className="w-card w-preview-choice" aria-label="What to show">
            <CustomerPicker chosen={customer} onChoose={(id) => choose('customer', id)} />
            <Templates
              templates={data.templates}
              chosen={template}
              onChoose={(name) => choose('template', name)}
            />
          </aside>
          {template && customer ? (
            <Preview key={`${template}/${customer}`} template={template} customer={customer} />
          ) : (
            <NothingChosen />
          )}
        </div>
      ) : (
        <NotYet problem={problem} />
      )}
    </div>
  );
}

const Head = (): React.JSX.Element => (
  <header className="w-head">
    <div className="w-head-words">
      <p className="w-crumbs">Records</p>
      <h1>Mail Templates</h1>
      <p className="w-muted">What a mail would be now. Looking at it sends and changes nothing.</p>
    </div>
  </header>
);

const NothingChosen = (): React.JSX.Element => (
  <section className="w-card w-empty">
    <p className="w-empty-title">Choose a customer and a template.</p>
  </section>
);

interface TemplatesProps {
  readonly templates: readonly MailTemplateLine[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

const AUDIENCES = [
  ['customer', 'To customers'],
  ['staff', 'To staff'],
] as const;

function Templates({ templates, chosen, onChoose }: TemplatesProps): React.JSX.Element {
  return (
    <>
      {AUDIENCES.map(([audience, title]) => (
        <div key={audience} className="w-picks" role="group" aria-label={title}>
          <h2>{title}</h2>
          {templates
            .filter((one) => one.audience === audience)
            .map((one) => (
              <button
                key={one.name}
                type="button"
                className="w-pick"
                aria-pressed={one.name === chosen}
                onClick={() => onChoose(one.name)}
              >
                {one.title}
              </button>
            ))}
        </div>
      ))}
    </>
  );
}

interface PreviewProps {
  readonly template: string;
  readonly customer: string;
}

function Preview({ template, customer }: PreviewProps): React.JSX.Element {
  const path = `mail-templates/${encodeURIComponent(template)}/${encodeURIComponent(customer)}`;
  const { data, problem } = useData<MailPreview>(path);
  if (!data) return <NotYet problem={problem} />;
  return (
    <section className="w-card w-mail" aria-label="Preview">
      <header className="w-mail-head">
        <h2 dir="auto">{data.mail?.subject ?? data.title}</h2>
      </header>
      {data.mail ? (
        <Written preview={data} mail={data.mail} path={path} />
      ) : (
        <div className="w-problem" role="status">
          <div className="w-problem-text">
            <p className="w-problem-detail">It cannot be written for {data.customer.companyName} now.</p>
            {data.missing.map((why) => (
              <p key={why} className="w-problem-hint">
                {why}
              </p>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

interface WrittenProps {
  readonly preview: MailPreview;
  readonly mail: NonNullable<MailPreview['mail']>;
  readonly path: string;
}

function Written({ preview, mail, path }: WrittenProps): React.JSX.Element {
  const { customer, template } = preview;
  return (
    <>
      <Facts
        facts={[
          ['From', mail.from],
          ['To', <bdi key="to">{mail.to}</bdi>],
          ['Answers go to', mail.replyTo],
          ['Attachment', mail.calendar ?? 'none'],
          ['Size', `${(mail.bytes / 1024).toFixed(1)} kB of HTML`],
          ['Template', template],
          [
            'Customer',
            <RecordLink key="customer" list="customers" id={customer.id}>
              <bdi>{customer.companyName}</bdi>, {customer.number}
            </RecordLink>,
          ],
        ]}
      />
      <div className="w-preview-parts">
        <iframe
          className="w-mail-frame"
          title="The mail as HTML"
          sandbox=""
          src={`${panel().paths.root}/documents/${path}`}
        />
        <pre className="w-mail-text" aria-label="The mail as text" tabIndex={0}>
          {mail.text}
        </pre>
      </div>
      <p className="w-muted">
        One-time links and passwords are made when it is sent: words in brackets stand for them here.
      </p>
    </>
  );
}
