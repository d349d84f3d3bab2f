import React, { useState } from 'react';

import type { CallSessionView } from '../../onboarding/call-view.js';
import { Badge, type Tone } from './badge.js';
import { panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { RecordingUpload, sizeInWords } from './recording-upload.js';
import { useCommand } from './use-command.js';
import { When } from './when.js';

interface Props {
  readonly call: CallSessionView;
  readonly refresh: () => void;
}

/** The call's recording: whether it may be made, how it gets here, who plays it and when it ends. */
export function CallRecording({ call, refresh }: Props): React.JSX.Element {
  const { recording, mayPlay, noPlay, noUpload, consent } = call;
  const isKept = recording?.status === 'stored' || recording?.status === 'linked';
  return (
    <section className="w-card w-recording" aria-label="Recording">
      <h2>Recording</h2>
      {recording ? <Kept {...recording} /> : <Consent consent={consent} answered={call.answered} />}
      {mayPlay ? <Player callId={call.id} /> : null}
      {noPlay ? <p className="w-reason">{noPlay}</p> : null}
      {isKept || consent !== 'given' ? null : (
        <RecordingUpload callId={call.id} refusal={noUpload} onDone={refresh} />
      )}
    </section>
  );
}

const CONSENT: Readonly<Record<CallSessionView['consent'], string>> = {
  not_asked: 'Ask before you record. Record Consent writes down who agreed, and by which words.',
  given: 'They have agreed to be recorded.',
  refused: 'They do not want to be recorded: nothing of this call is kept.',
  withdrawn: 'They have withdrawn their consent: nothing of this call is kept.',
};

const CONSENT_STATES: Readonly<Record<CallSessionView['consent'], readonly [string, Tone]>> = {
  not_asked: ['Consent not asked yet', 'wait'],
  given: ['Consent given', 'good'],
  refused: ['Consent refused', 'bad'],
  withdrawn: ['Consent withdrawn', 'bad'],
};

function Consent({ consent, answered }: Pick<CallSessionView, 'consent' | 'answered'>): React.JSX.Element {
  const [words, tone] = CONSENT_STATES[consent];
  return (
    <p>
      <Badge state={consent} tone={tone}>
        {words}
      </Badge>{' '}
      {CONSENT[consent]}
      {answered ? <span className="w-muted"> Answered by {answered.name}.</span> : null}
    </p>
  );
}

const SAYS: Readonly<Record<NonNullable<CallSessionView['recording']>['status'], string>> = {
  receiving: 'A file is being uploaded.',
  stored: 'Kept here. It is deleted by itself on',
  linked: 'Kept by the meeting tool. It has to be deleted there on',
  deleting: 'Being deleted.',
  to_delete: 'Delete it where it is, then press “Deleted at the Link”:',
};

function Kept({
  status,
  link,
  bytes,
  purgeAt,
}: NonNullable<CallSessionView['recording']>): React.JSX.Element {
  const isKept = status === 'stored' || status === 'linked';
  return (
    <p>
      {SAYS[status]} {isKept ? <When at={purgeAt} /> : null}
      {isKept ? <span className="w-muted"> (90 days after the call)</span> : null}
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      ) : null}
      {bytes && isKept ? <span className="w-muted"> · {sizeInWords(bytes)}</span> : null}
    </p>
  );
}

interface Play {
  readonly playId: string | null;
  readonly link: string | null;
}

/** Each press of Play is written down; the player it opens may be wound back and forth. */
function Player({ callId }: { readonly callId: string }): React.JSX.Element {
  const [play, setPlay] = useState<Play | null>(null);
  const { running, problem, clear, run } = useCommand('call.play-recording', callId, (result) =>
    setPlay(result as Play),
  );
  if (play?.playId)
    return (
      <video className="w-video" controls autoPlay src={`${panel().paths.root}/recordings/${play.playId}`} />
    );
  if (play?.link)
    return (
      <a className="w-button" href={play.link} target="_blank" rel="noopener noreferrer">
        Open the recording
      </a>
    );
  return (
    <>
      <button type="button" className="w-button" disabled={running} onClick={() => void run({})}>
        Play Recording
      </button>
      <p className="w-muted">Each play is written into the history.</p>
      {problem ? <ProblemNote problem={problem} onClose={clear} /> : null}
    </>
  );
}
