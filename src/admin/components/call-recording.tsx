import React, { useRef, useState } from 'react';

import type { CallSessionView } from '../../onboarding/call-view.js';
import { ProblemError, newKey, sendFile, type Problem } from './api.js';
import { announceChange } from './changes.js';
import { panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { useCommand } from './use-command.js';
import { When } from './when.js';

interface Props {
  readonly call: CallSessionView;
  readonly refresh: () => void;
}

/** The call's recording: kept, played, or why there is none. Nothing for those who may not play it. */
export function CallRecording({ call, refresh }: Props): React.JSX.Element | null {
  const { recording } = call;
  if (!recording && call.consent !== 'given') return null;
  return (
    <section className="w-card w-recording" aria-label="Recording">
      <h2>Recording</h2>
      {recording ? <Kept {...recording} /> : null}
      {call.mayPlay ? <Player callId={call.id} /> : null}
      {recording ? null : <Upload callId={call.id} refusal={call.noUpload} onDone={refresh} />}
    </section>
  );
}

const SAYS: Readonly<Record<NonNullable<CallSessionView['recording']>['status'], string>> = {
  receiving: 'Being uploaded.',
  stored: 'Kept here until',
  linked: 'Kept by the meeting tool; to be deleted there on',
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
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      ) : null}{' '}
      {bytes && isKept ? (
        <span className="w-muted">{Math.max(1, Math.round(bytes / 1_048_576))} MB</span>
      ) : null}
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

interface UploadProps {
  readonly callId: string;
  readonly refusal: string | null;
  readonly onDone: () => void;
}

interface Sending {
  readonly running: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
  readonly send: (file: File) => Promise<void>;
}

/** One file at a time; choosing another while it runs does nothing. */
function useUpload(callId: string, onDone: () => void): Sending {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const send = async (file: File): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setProblem(null);
    try {
      await sendFile(`recordings/${encodeURIComponent(callId)}`, file, newKey());
      announceChange();
      onDone();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  return { running, problem, clear: () => setProblem(null), send };
}

function Upload({ callId, refusal, onDone }: UploadProps): React.JSX.Element {
  const { running, problem, clear, send } = useUpload(callId, onDone);
  if (refusal) return <p className="w-reason">{refusal}</p>;
  return (
    <>
      <label className="w-upload">
        {running ? 'Uploading; leave this page open.' : 'Upload the file (MP4 or WebM, up to 1 GB)'}
        <input
          type="file"
          accept="video/mp4,video/webm"
          disabled={running}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void send(file).finally(() => (target.value = ''));
          }}
        />
      </label>
      <p className="w-muted">Or press Link Recording where the meeting tool keeps it.</p>
      {problem ? <ProblemNote problem={problem} onClose={clear} /> : null}
    </>
  );
}
