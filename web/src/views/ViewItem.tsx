import { CheckIcon, EllipsisIcon, PencilIcon, SaveIcon, Trash2Icon, UsersIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useUser } from '@/sign-in/session';
import type { PlacedView } from './useSavedViews';
import type { ViewWrites } from './useViewWrites';

interface ViewItemProps {
  view: PlacedView;
  /** In force. */
  current: boolean;
  writes: ViewWrites;
  show: () => void;
  rename: () => void;
}

export function ViewItem({ view, current, writes, show, rename }: ViewItemProps) {
  const { t } = useTranslation();
  const user = useUser();
  const own = view.owner.id === user.id;
  return (
    <li className="flex items-center" data-testid="view">
      <Button
        variant="ghost"
        aria-current={current || undefined}
        className="min-w-0 flex-1 justify-start px-2"
        onClick={show}
      >
        <CheckIcon aria-hidden className={cn('text-primary', !current && 'invisible')} />
        <span className="truncate">{view.name}</span>
        {own ? (
          view.shared && (
            <UsersIcon
              role="img"
              aria-label={t('views.shared')}
              className="ms-auto size-3.5! text-muted-foreground"
            />
          )
        ) : (
          <span className="ms-auto max-w-24 truncate text-xs font-normal text-muted-foreground">
            {view.owner.name}
          </span>
        )}
      </Button>
      {(own || user.role === 'admin') && <ViewActions view={view} writes={writes} rename={rename} />}
    </li>
  );
}

function ViewActions({ view, writes, rename }: Pick<ViewItemProps, 'view' | 'writes' | 'rename'>) {
  const { t } = useTranslation();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('views.actions', { name: view.name })}
          className="text-muted-foreground"
        >
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={rename}>
          <PencilIcon aria-hidden />
          {t('views.rename')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => writes.overwrite(view)}>
          <SaveIcon aria-hidden />
          {t('views.overwrite')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => writes.share(view, !view.shared)}>
          <UsersIcon aria-hidden />
          {t(view.shared ? 'views.unshare' : 'views.share')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => writes.remove(view)}>
          <Trash2Icon aria-hidden />
          {t('views.delete')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
