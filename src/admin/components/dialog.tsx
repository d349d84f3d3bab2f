import React, { useEffect, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** A modal of the platform's own making: focus stays inside, Escape closes. */
export function Dialog({ title, onClose, children }: DialogProps): React.JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      className="w-dialog"
      ref={dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="w-dialog-head">
        <h2>{title}</h2>
        <button type="button" className="w-icon-button" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <div className="w-dialog-body">{children}</div>
    </dialog>
  );
}
