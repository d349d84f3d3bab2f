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
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => menu.current?.removeAttribute('open');
  useEffect(() => {
    const pressed = ({ target }: Event): void => {
      if (target instanceof Node && !menu.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, []);
  return (
    <details className="w-more" ref={menu} onToggle={() => fit(list.current)}>
      <summary className={className}>{label}</summary>
      <div className="w-more-list" ref={list}>
        {children(close)}
      </div>
    </details>
  );
}

export interface MenuGroupProps {
  /** Empty: entries without a heading. */
  readonly title: string;
  readonly children: React.ReactNode;
}

export function MenuGroup({ title, children }: MenuGroupProps): React.JSX.Element {
  return (
    <section className="w-more-group" aria-label={title || undefined}>
      {title ? <h3>{title}</h3> : null}
      {children}
    </section>
  );
}

const EDGE = 12;

/** What opens ends above the lower edge of the window, and scrolls by itself. */
function fit(list: HTMLElement | null): void {
  if (!list) return;
  const room = window.innerHeight - list.getBoundingClientRect().top - EDGE;
  list.style.maxHeight = `${Math.max(160, room)}px`;
}
