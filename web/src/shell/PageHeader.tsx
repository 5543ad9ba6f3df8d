import { useEffect, type ReactNode } from 'react';
import { SearchButton } from './SearchButton';
import { UserMenu } from './UserMenu';

interface PageHeaderProps {
  title: string;
  aside?: ReactNode;
  children?: ReactNode;
}

/** The head of every page. On a phone it also carries the account, which stands in the sidebar elsewhere. */
export function PageHeader({ title, aside, children }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Causeway`;
  }, [title]);

  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5 md:min-h-13 md:px-5">
      <h1 className="text-[0.9375rem] font-semibold tracking-tight">{title}</h1>
      {aside}
      <div className="ms-auto flex items-center gap-1 md:hidden">
        <SearchButton compact />
        <UserMenu compact />
      </div>
      {children}
    </header>
  );
}
