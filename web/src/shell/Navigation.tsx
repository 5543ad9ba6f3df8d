import { Link, useLocation } from '@tanstack/react-router';
import { MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogTrigger, Sheet } from '@/components/ui/dialog';
import { useUser } from '@/sign-in/session';
import { destinationsFor, type Destination } from './destinations';
import { Logo } from './Logo';
import { SearchButton } from './SearchButton';
import { UserMenu } from './UserMenu';

export function Sidebar() {
  const { t } = useTranslation();
  return (
    <aside className="flex w-52 shrink-0 flex-col border-e bg-lane/60 p-2 max-md:hidden print:hidden">
      <div className="flex items-center gap-2 px-1.5 py-2">
        <Logo />
        <span className="text-[0.9375rem] font-semibold tracking-tight">Causeway</span>
      </div>
      <SearchButton />
      <nav aria-label={t('shell.nav')} className="-mx-2 mt-4 min-h-0 flex-1 overflow-y-auto px-2">
        <Groups />
      </nav>
      <UserMenu />
    </aside>
  );
}

const barEntry =
  'flex h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted-foreground data-[status=active]:text-primary';

/** On a phone: the few that one needs all day, and the way to the others. */
export function BottomBar() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const destinations = destinationsFor(useUser()).flatMap((group) => group.destinations);
  const daily = destinations.filter((destination) => destination.onBar);
  return (
    <nav
      aria-label={t('shell.nav')}
      className="flex shrink-0 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {daily.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={barEntry}>
          <Icon aria-hidden className="size-5" />
          <span className="max-w-full truncate px-1">{t(label)}</span>
        </Link>
      ))}
      <Dialog open={open} onOpenChange={setOpen}>
        <MorePages daily={daily} destinations={destinations} />
        <Sheet title={t('shell.moreTitle')}>
          <nav aria-label={t('shell.moreTitle')} className="pb-2">
            <Groups onChoose={() => setOpen(false)} />
          </nav>
        </Sheet>
      </Dialog>
    </nav>
  );
}

interface MorePagesProps {
  daily: readonly Destination[];
  destinations: readonly Destination[];
}

/** By itself: what asks where one is must not ask who one is, which nobody is any more on the way to the sign-in page. */
function MorePages({ daily, destinations }: MorePagesProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const elsewhere = !daily.some(({ to }) => pathname.startsWith(to));
  return (
    <DialogTrigger
      className={barEntry}
      data-testid="more-pages"
      data-status={elsewhere ? 'active' : undefined}
    >
      <span className="relative">
        <MenuIcon aria-hidden className="size-5" />
        {destinations.map(
          ({ to, mark: Mark }) => Mark && <Mark key={to} className="absolute -end-1 top-0" />,
        )}
      </span>
      {t('shell.more')}
    </DialogTrigger>
  );
}

function Groups({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTranslation();
  return destinationsFor(useUser()).map(({ label, destinations }) => (
    <div key={label} className="mb-3">
      <p className="px-2 pb-1 text-2xs font-medium text-muted-foreground">{t(label)}</p>
      <ul className="grid gap-px">
        {destinations.map((destination) => (
          <Entry key={destination.to} destination={destination} onChoose={onChoose} />
        ))}
      </ul>
    </div>
  ));
}

function Entry({ destination, onChoose }: { destination: Destination; onChoose: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { to, label, icon: Icon, exact = false, mark: Mark } = destination;
  return (
    <li>
      <Link
        to={to}
        activeOptions={{ exact, includeSearch: false }}
        onClick={onChoose}
        className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground data-[status=active]:bg-accent data-[status=active]:text-foreground max-md:h-11"
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{t(label)}</span>
        {Mark && <Mark />}
      </Link>
    </li>
  );
}
