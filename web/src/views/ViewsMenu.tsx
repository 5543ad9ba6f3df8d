import { BookmarkIcon, BookmarkPlusIcon, RotateCcwIcon, SaveIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { useShortcut } from '@/shell/shortcuts';
import { useUser } from '@/sign-in/session';
import { useSavedViews } from './useSavedViews';
import { useViewWrites } from './useViewWrites';
import type { ViewedPage } from './viewAddress';
import { ViewDialog, type ViewDraft } from './ViewDialog';
import { ViewGroups } from './ViewGroups';

/** The filters, order and columns that people keep for a page: which is in force, and the others to choose from. */
export function ViewsMenu({ page }: { page: ViewedPage }) {
  const { t } = useTranslation();
  const user = useUser();
  const views = useSavedViews(page);
  const writes = useViewWrites(page, views);
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<ViewDraft | null>(null);
  useShortcut({ keys: 'v', label: 'views.title', group: 'page', run: () => setOpen(true) });
  const { inForce, changed } = views;
  const mayChange = inForce !== null && (inForce.owner.id === user.id || user.role === 'admin');
  const close = (next?: () => void) => () => {
    setOpen(false);
    next?.();
  };

  return (
    <>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            ref={trigger}
            variant="outline"
            data-testid="views-menu"
            aria-label={inForce ? t('views.inForce', { name: inForce.name }) : t('views.title')}
            className={cn(
              'min-w-0 shrink max-md:shrink-0 max-md:px-2',
              inForce && 'border-ring max-md:max-w-28',
            )}
          >
            <BookmarkIcon aria-hidden className={cn(inForce && 'fill-primary text-primary')} />
            <span className={cn('max-w-40 truncate', !inForce && 'max-md:sr-only')}>
              {inForce ? inForce.name : t('views.title')}
            </span>
            {changed && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-warning" />}
          </Button>
        </PopoverTrigger>
        <PopoverContent
          align="start"
          aria-label={t('views.title')}
          className="w-80 p-1.5"
          // The dialog that follows has the focus already.
          onCloseAutoFocus={(event) => draft && event.preventDefault()}
        >
          {changed && inForce && (
            <div className="mb-1.5 rounded-md bg-warning-soft px-2.5 py-2">
              <p className="text-pretty">{t('views.changed', { name: inForce.name })}</p>
              <div className="mt-2 flex flex-wrap gap-1.5">
                {mayChange && (
                  <Button size="sm" onClick={close(() => writes.overwrite(inForce))}>
                    <SaveIcon aria-hidden />
                    {t('views.overwrite')}
                  </Button>
                )}
                <Button size="sm" variant="outline" onClick={close(() => views.show(inForce))}>
                  <RotateCcwIcon aria-hidden />
                  {t('views.reset')}
                </Button>
              </div>
            </div>
          )}
          <ViewGroups
            page={page}
            views={views}
            writes={writes}
            close={close()}
            rename={(view) => setDraft({ view })}
          />
          <div className="-mx-1.5 mt-1.5 border-t px-1.5 pt-1.5">
            <Button
              variant="ghost"
              className="w-full justify-start px-2"
              onClick={close(() => setDraft({ view: null }))}
            >
              <BookmarkPlusIcon aria-hidden />
              {t('views.saveAs')}
            </Button>
          </div>
        </PopoverContent>
      </Popover>
      {draft && (
        <ViewDialog
          draft={draft}
          writes={writes}
          onClose={() => {
            setDraft(null);
            trigger.current?.focus();
          }}
        />
      )}
    </>
  );
}
