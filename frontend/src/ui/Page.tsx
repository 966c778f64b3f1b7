import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** One sentence below the title: what one does here. */
  lead?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A page that scrolls as a whole, below its title. */
export function Page({ title, lead, aside, className = '', children }: Props) {
  return (
    <main className={`page ${className}`} id="main">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </main>
  );
}
