import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '@/changes/LiveProvider';
import { sessionQuery } from '@/sign-in/session';
import { GoShortcuts } from './GoShortcuts';
import { BottomBar, Sidebar } from './Navigation';
import { Panels } from './Panels';
import { useShortcutKeys } from './shortcuts';

/** After the page itself: nobody waits for a reminder. */
const Reminders = lazy(() => import('@/tasks/Reminders').then((module) => ({ default: module.Reminders })));

export function AppShell() {
  const { t } = useTranslation();
  const user = useSameUser();
  useShortcutKeys();
  if (!user) return null;
  return (
    <LiveProvider>
      <Panels>
        <GoShortcuts />
        <Suspense fallback={null}>
          <Reminders userId={user.id} />
        </Suspense>
        <a
          href="#content"
          className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
        >
          {t('shell.skip')}
        </a>
        <div className="flex h-dvh print:block print:h-auto">
          <Sidebar />
          <div className="flex min-w-0 flex-1 flex-col">
            <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col -outline-offset-2">
              <Outlet />
            </main>
            <BottomBar />
          </div>
        </div>
      </Panels>
    </LiveProvider>
  );
}

/** Another tab may sign this browser out, or in as somebody else. */
function useSameUser() {
  const { data: user } = useQuery(sessionQuery);
  const router = useRouter();
  const first = useRef(user?.id);

  useEffect(() => {
    if (!user) void router.invalidate();
    // Nothing that the one has read may be shown to the other.
    else if (user.id !== first.current) window.location.reload();
  }, [user, router]);

  return user;
}
