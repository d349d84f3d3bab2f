import React, { useRef, useState } from 'react';

import { ProblemError, newKey, sendFile, type Problem } from './api.js';
import { announceChange } from './changes.js';
import { ProblemNote } from './problem-note.js';

/** Bytes; the server takes no more. */
const LARGEST = 1_073_741_824;
const TAKEN: readonly string[] = ['video/mp4', 'video/webm'];

export const sizeInWords = (bytes: number): string =>
  bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : bytes < LARGEST
      ? `${Math.round(bytes / 1_048_576)} MB`
      : `${(bytes / LARGEST).toFixed(1)} GB`;

interface UploadProps {
  readonly callId: string;
  /** Why none can be added now. */
  readonly refusal: string | null;
  readonly onDone: () => void;
}

interface Sending {
  /** The file that is on its way, and how much of it has gone; null when none is. */
  readonly file: File | null;
  readonly sent: number;
  readonly problem: Problem | null;
  readonly clear: () => void;
  readonly send: (file: File) => Promise<void>;
}

/** What would be refused is not sent first. */
function faultOf({ name, type, size }: File): Problem | null {
  const fault = (title: string, detail: string, hint: string): Problem => ({
    ...{
      status: 400,
      code: 'not_sent',
      title,
      detail,
      hint,
      fields: {},
      requestId: null,
      maskable: [],
      facts: {},
    },
  });
  if (!TAKEN.includes(type))
    return fault(
      'Not a video',
      `${name} is no MP4 or WebM video.`,
      'Choose the file that the meeting tool wrote.',
    );
  if (size > LARGEST)
    return fault(
      'Too large',
      `${name} has ${sizeInWords(size)}; up to 1 GB is taken.`,
      'Export it in a lower resolution, or press Link Recording instead.',
    );
  return null;
}

/** One file at a time; choosing another while it runs does nothing. */
function useUpload(callId: string, onDone: () => void): Sending {
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const send = async (chosen: File): Promise<void> => {
    if (busy.current) return;
    const fault = faultOf(chosen);
    setProblem(fault);
    if (fault) return;
    busy.current = true;
    setSent(0);
    setFile(chosen);
    try {
      await sendFile(`recordings/${encodeURIComponent(callId)}`, chosen, newKey(), setSent);
      announceChange();
      onDone();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
    } finally {
      busy.current = false;
      setFile(null);
    }
  };
  return { file, sent, problem, clear: () => setProblem(null), send };
}

/** The way of a recording's file to us. */
export function RecordingUpload({ callId, refusal, onDone }: UploadProps): React.JSX.Element {
  const { file, sent, problem, clear, send } = useUpload(callId, onDone);
  if (refusal && !file) return <p className="w-reason">{refusal}</p>;
  return (
    <>
      {file ? (
        <Going file={file} sent={sent} />
      ) : (
        <label className="w-upload">
          <span className="w-fact-label">Upload the file: MP4 or WebM, up to 1 GB</span>
          <input
            type="file"
            accept={TAKEN.join(',')}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen) void send(chosen).finally(() => (target.value = ''));
            }}
          />
        </label>
      )}
      {problem ? <ProblemNote problem={problem} onClose={clear} /> : null}
      {file ? null : <p className="w-muted">Or press Link Recording where the meeting tool keeps it.</p>}
    </>
  );
}

function Going({ file, sent }: { readonly file: File; readonly sent: number }): React.JSX.Element {
  const gone = Math.min(100, Math.floor((sent / file.size) * 100));
  return (
    <div className="w-upload" role="status">
      <p>
        {sent < file.size ? `Uploading ${file.name}` : `${file.name} has arrived and is being kept`}: leave
        this page open.
      </p>
      <progress max={100} value={gone} aria-label="Uploaded" />
      <p className="w-muted">
        {gone} % of {sizeInWords(file.size)}
      </p>
    </div>
  );
}
