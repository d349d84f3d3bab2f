import React from 'react';

import type { OnboardingWait } from '../../onboarding/onboarding-view.js';
import { CommandButton } from './command-button.js';
import type { Schema } from './schema.js';
import { When } from './when.js';

interface BannerProps {
  readonly wait: OnboardingWait;
  readonly onDone: () => void;
}

/** Above the steps of a parked onboarding: whom and what it waits for, until when, and how it goes on. */
export function WaitBanner({ wait, onDone }: BannerProps): React.JSX.Element {
  const { on, whatFor, since, followUpAt, due, actions } = wait;
  const whom = on === 'customer' ? 'the customer' : 'us';
  return (
    <section className={due ? 'w-wait w-wait-due' : 'w-wait'} aria-label="Waiting">
      <div className="w-wait-words">
        <h2>{due ? `Follow-up due: it waited on ${whom}` : `Waiting on ${whom}`}</h2>
        <p className="w-wait-what">{whatFor}</p>
        <p>
          Since <When at={since} /> · follow up <When at={followUpAt} ago />
        </p>
        <Reminders {...wait} />
      </div>
      <div className="w-actions">
        {actions.map(({ schema, tone = 'primary', ...action }) => (
          <CommandButton
            {...action}
            key={action.command}
            tone={tone}
            schema={schema as Schema | undefined}
            onDone={onDone}
          />
        ))}
      </div>
    </section>
  );
}

function Reminders({ on, due, nudge, nextNudgeAt }: OnboardingWait): React.JSX.Element | null {
  if (on === 'us' || due) return null;
  if (nextNudgeAt !== null)
    return (
      <p className="w-muted">
        The customer is reminded once a day, next <When at={nextNudgeAt} />
      </p>
    );
  return (
    <p className="w-muted">
      {nudge ? 'No further reminder comes before the follow-up.' : 'The customer is not reminded by mail.'}
    </p>
  );
}
