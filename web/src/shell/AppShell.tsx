import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '@/changes/LiveProvider';
import { BottomBar, Sidebar } from './Navigation';

export function AppShell() {
  const { t } = useTranslation();
  return (
    <LiveProvider>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        {t('shell.skip')}
      </a>
      <div className="flex h-dvh">
        <Sidebar />
        <div className="flex min-w-0 flex-1 flex-col">
          <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            <Outlet />
          </main>
          <BottomBar />
        </div>
      </div>
    </LiveProvider>
  );
}
