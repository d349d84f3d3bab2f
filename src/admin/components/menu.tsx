import React, { useEffect, useRef } from 'react';

export interface MenuProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** Given how to close it, for entries that are done with it when they are pressed. */
  readonly children: (close: () => void) => React.ReactNode;
}

/** What opens below a button, and closes when something else is pressed. */
export function Menu({ label, className, children }: MenuProps): React.JSX.Element {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => menu.current?.removeAttribute('open');
  useEffect(() => {
    const pressed = ({ target }: Event): void => {
      if (target instanceof Node && !menu.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, []);
  return (
    <details className="w-more" ref={menu}>
      <summary className={className}>{label}</summary>
      <div className="w-more-list">{children(close)}</div>
    </details>
  );
}
