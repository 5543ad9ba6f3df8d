import { useSearch } from '@tanstack/react-router';
import type { ListSearch } from '@/list/listAddress';
import { ListView } from '@/list/ListView';
import { TaskCalendar } from './TaskCalendar';
import { TasksByPerson } from './TasksByPerson';
import { useTasksList } from './useTasksList';

export function TasksPage() {
  const { view }: ListSearch = useSearch({ strict: false });
  const list = useTasksList();
  if (view === 'calendar') return <TaskCalendar />;
  if (view === 'people') return <TasksByPerson />;
  return <ListView list={list} />;
}
