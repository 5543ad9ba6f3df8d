import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/sign-in/session';
import { destinationsFor } from './destinations';
import { Logo } from './Logo';
import { UserMenu } from './UserMenu';

export function Sidebar() {
  const { t } = useTranslation();
  const user = useUser();
  return (
    <aside className="flex w-48 shrink-0 flex-col border-r bg-lane/60 p-2 max-md:hidden">
      <div className="flex items-center gap-2 px-1.5 py-2">
        <Logo />
        <span className="text-[0.9375rem] font-semibold tracking-tight">Causeway</span>
      </div>
      <nav aria-label={t('shell.nav')} className="mt-3 flex flex-1 flex-col gap-px">
        {destinationsFor(user).map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground data-[status=active]:bg-accent data-[status=active]:text-foreground"
          >
            <Icon aria-hidden className="size-4" />
            {t(label)}
          </Link>
        ))}
      </nav>
      <UserMenu />
    </aside>
  );
}

export function BottomBar() {
  const { t } = useTranslation();
  const user = useUser();
  const destinations = destinationsFor(user);
  if (destinations.length < 2) return null;
  return (
    <nav
      aria-label={t('shell.nav')}
      className="flex shrink-0 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted-foreground data-[status=active]:text-primary"
        >
          <Icon aria-hidden className="size-5" />
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
