import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface RowProps {
  href: string | null;
  title: string;
  text?: ReactNode;
  end?: ReactNode;
}

/** A short list of other records on a record's page. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="-mx-2 grid grid-cols-1 gap-px">{children}</ul>;
}

export function Row({ href, title, text, end }: RowProps) {
  const inside = (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {text && <span className="block truncate text-xs text-muted-foreground">{text}</span>}
      </span>
      {end && <span className="shrink-0 text-end text-xs tabular-nums">{end}</span>}
    </>
  );
  const look = 'flex items-center gap-3 rounded-md px-2 py-1.5';
  return (
    <li>
      {href ? (
        <Link to={href} className={`${look} hover:bg-accent`}>
          {inside}
        </Link>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  );
}
