import React from 'react';

import type { PostPreview as Preview, PreviewPiece } from '../../goals/deliverables/post-preview.js';

/** A post as its platform would show it: our own plain card, folded where readers press to see more. */
export function PostPreview({ preview }: { readonly preview: Preview }): React.JSX.Element {
  const { platform, title, account, initial, shown, more, moreWord, picture } = preview;
  return (
    <figure className={`w-post w-post-${platform}`}>
      <figcaption className="w-muted">{title}, about as readers will see it</figcaption>
      <div className="w-post-card">
        {picture ? (
          <div className="w-post-picture" aria-hidden="true">
            {picture}
          </div>
        ) : null}
        <div className="w-post-head">
          <span className="w-post-face" aria-hidden="true">
            {initial}
          </span>
          <b dir="auto">{account}</b>
        </div>
        <div className="w-post-text" dir="auto">
          <Pieces of={shown} />
          {more.length > 0 ? (
            <details className="w-post-more">
              <summary>{moreWord}</summary>
              <Pieces of={more} />
            </details>
          ) : null}
        </div>
      </div>
      <Counts preview={preview} />
    </figure>
  );
}

/** Against the platform's limit, and what it does not do. */
function Counts({ preview }: { readonly preview: Preview }): React.JSX.Element {
  const { over, characters, limit, hashtags, notes } = preview;
  return (
    <>
      <p className="w-badges">
        <span className={over ? 'w-badge w-badge-bad' : 'w-badge w-badge-good'}>
          {characters} of {limit} characters
        </span>{' '}
        <span className="w-badge">{hashtags} hashtags</span>
      </p>
      {notes.length > 0 ? (
        <ul className="w-plain-items w-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

const Pieces = ({ of }: { readonly of: readonly PreviewPiece[] }): React.JSX.Element => (
  <>
    {of.map(({ text, tag }, index) =>
      tag ? (
        <span key={index} className="w-post-tag">
          {text}
        </span>
      ) : (
        <React.Fragment key={index}>{text}</React.Fragment>
      ),
    )}
  </>
);
