import { CheckIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/shell/LoadFailed';
import { useUser } from '@/sign-in/session';
import type { PlacedView, SavedViews } from './useSavedViews';
import type { ViewWrites } from './useViewWrites';
import type { ViewedPage } from './viewAddress';
import { ViewItem } from './ViewItem';

interface ViewGroupsProps {
  page: ViewedPage;
  views: SavedViews;
  writes: ViewWrites;
  close: () => void;
  rename: (view: PlacedView) => void;
}

/** The page without any view, one's own, those of others, and those of the page that shows the same records otherwise. */
export function ViewGroups({ page, views, writes, close, rename }: ViewGroupsProps) {
  const { t } = useTranslation();
  const user = useUser();
  const here = views.views.filter(({ place }) => place.path === page.path);
  const groups = [
    { title: t('views.mine'), items: here.filter(({ owner }) => owner.id === user.id) },
    { title: t('views.others'), items: here.filter(({ owner }) => owner.id !== user.id) },
    { title: t('views.elsewhere'), items: views.views.filter(({ place }) => place.path !== page.path) },
  ].filter(({ items }) => items.length > 0);

  if (views.error)
    return <LoadFailed error={views.error} title={t('views.loadFailed')} retry={views.retry} />;
  return (
    <>
      <Button
        variant="ghost"
        className="w-full justify-start px-2"
        onClick={() => {
          close();
          views.leave();
        }}
      >
        <CheckIcon
          aria-hidden
          className={Object.keys(views.content).length > 0 || views.inForce ? 'invisible' : 'text-primary'}
        />
        {t('views.none')}
      </Button>
      {groups.map(({ title, items }) => (
        <section key={title} aria-label={title}>
          <h3 className="px-2 pt-2 pb-1 text-xs font-medium text-muted-foreground">{title}</h3>
          <ul>
            {items.map((view) => (
              <ViewItem
                key={view.id}
                view={view}
                current={views.inForce?.id === view.id}
                writes={writes}
                show={() => {
                  close();
                  views.show(view);
                }}
                rename={() => {
                  close();
                  rename(view);
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && !views.isPending && (
        <p className="px-2 py-1.5 text-pretty text-muted-foreground">{t('views.empty')}</p>
      )}
    </>
  );
}
