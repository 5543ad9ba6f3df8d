import { LockIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/shell/EmptyState';
import { PageHeader } from '@/shell/PageHeader';
import { Sections } from '@/shell/Section';
import { useUser } from '@/sign-in/session';

interface AdminPageProps {
  title: string;
  aside?: ReactNode;
  /** What stands at the end of the page's head. */
  tools?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A page for administrators; others are told so, and nothing of it is asked for. */
export function AdminPage({ title, aside, tools, className, children }: AdminPageProps) {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <>
      <PageHeader title={title} aside={aside}>
        {admin && tools && (
          <div className="flex flex-1 items-center gap-2 empty:hidden max-md:basis-full md:justify-end md:[&_input]:h-8 md:[&_input]:text-sm md:[&_select]:h-8 md:[&_select]:text-sm">
            {tools}
          </div>
        )}
      </PageHeader>
      {admin ? (
        <Sections className={className ?? 'max-w-6xl'}>{children}</Sections>
      ) : (
        <EmptyState icon={LockIcon} title={t('shell.adminsOnly.title')}>
          {t('shell.adminsOnly.text')}
        </EmptyState>
      )}
    </>
  );
}
