import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarDaysIcon, ListIcon, PlusIcon, UsersIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ToggleGroup, ToggleGroupItem } from '@/components/ui/toggle-group';
import type { ListSearch } from '@/list/listAddress';
import { NewTask } from './NewTask';

const views = [
  ['list', ListIcon],
  ['calendar', CalendarDaysIcon],
  ['people', UsersIcon],
] as const;

/** How to look at the tasks, and how to make another. */
export function TaskTools() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search: ListSearch = useSearch({ strict: false });
  const view = String(search.view ?? 'list');
  return (
    <>
      <ToggleGroup
        type="single"
        aria-label={t('tasks.views')}
        value={view}
        onValueChange={(next) =>
          next &&
          void navigate({
            to: '/tasks',
            search: ((old: object) => ({ ...old, view: next === 'list' ? undefined : next })) as never,
          })
        }
      >
        {views.map(([name, Icon]) => (
          <ToggleGroupItem key={name} value={name}>
            <Icon aria-hidden className="size-4 md:hidden" />
            <span className="max-md:sr-only">{t(`tasks.view.${name}`)}</span>
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      <NewTask>
        <Button>
          <PlusIcon aria-hidden />
          <span className="max-md:sr-only">{t('tasks.new')}</span>
        </Button>
      </NewTask>
    </>
  );
}
