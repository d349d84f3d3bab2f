import React, { useState } from 'react';

import type { SettingRow, SettingsView } from '../sources/settings-view.js';
import { CommandButton } from './command-button.js';
import { CommandForm } from './command-form.js';
import { Dialog } from './dialog.js';
import { ProblemNote } from './problem-note.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** What an admin can change: each with its value in words, and who changed it. */
export default function Settings(): React.JSX.Element {
  const { data, problem, refresh } = useData<SettingsView>('settings');
  return (
    <div className="w-page">
      <header className="w-head">
        <div className="w-head-words">
          <h1>Settings</h1>
        </div>
      </header>
      {problem ? <ProblemNote problem={problem} /> : null}
      {data?.sections.map(({ title, settings }) => (
        <section key={title} className="w-card w-settings" aria-label={title}>
          <h2 className="w-card-title">{title}</h2>
          {settings.map((setting) => (
            <Setting key={setting.key} setting={setting} onDone={refresh} />
          ))}
        </section>
      ))}
      {data || problem ? null : <Skeleton />}
    </div>
  );
}

interface SettingProps {
  readonly setting: SettingRow;
  readonly onDone: () => void;
}

function Setting({ setting, onDone }: SettingProps): React.JSX.Element {
  const { key, title, help, version, isDefault, problem } = setting;
  return (
    <div className="w-setting" data-setting={key} data-default={isDefault}>
      <div className="w-setting-words">
        <h3>{title}</h3>
        <p className="w-muted">{help}</p>
      </div>
      <div className="w-setting-value">
        {setting.words.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {problem ? <p className="w-setting-problem">{problem}</p> : null}
        <Standing setting={setting} />
      </div>
      <div className="w-setting-buttons">
        <Edit setting={setting} onDone={onDone} />
        {isDefault ? null : (
          <CommandButton
            command="setting.reset"
            subjectId={null}
            label="Reset to default"
            tone="quiet"
            defaults={{ key, version }}
            confirm={`${title}: take the default in place of the present value?`}
            onDone={onDone}
          />
        )}
      </div>
    </div>
  );
}

/** "default", or who changed it and when. */
function Standing({ setting }: { readonly setting: SettingRow }): React.JSX.Element {
  const { isDefault, changedBy, changedAt } = setting;
  if (changedAt === null) return <p className="w-muted">Default</p>;
  return (
    <p className="w-muted">
      {isDefault ? 'Default, set back by' : 'Changed by'} {changedBy} on <When at={changedAt} />
    </p>
  );
}

function Edit({ setting, onDone }: SettingProps): React.JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const { key, title, help, version, value } = setting;
  return (
    <>
      <button type="button" className="w-button" aria-label={`Edit ${title}`} onClick={() => setOpen(true)}>
        Edit
      </button>
      {open ? (
        <Dialog title={title} onClose={close}>
          <CommandForm
            command="setting.change"
            subjectId={null}
            schema={setting.schema}
            defaults={{ key, version, value }}
            submitLabel="Save"
            intro={help}
            onDone={() => {
              close();
              onDone();
            }}
            onCancel={close}
          />
        </Dialog>
      ) : null}
    </>
  );
}

const Skeleton = (): React.JSX.Element => (
  <div className="w-skeleton" role="status" aria-label="Loading">
    <div />
    <div />
    <div />
  </div>
);
