import { ListTodoIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/types';
import { usePeople } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { useFormats } from '@/formats/useFormats';
import { fromLocal, toLocal } from '@/formats/local';
import { priorities } from '@/leads/leadFields';
import { Stars } from '@/leads/Stars';
import type { ListColumn, ListDefinition, ListFilter } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { isLateTask } from './late';
import { TaskCard } from './TaskCard';
import { TaskDialog } from './TaskDialog';
import { readTasks, taskRefreshMs } from './taskQueries';
import { TasksBulk } from './TasksBulk';
import { TaskTools } from './TaskTools';
import { updateTask } from './useTaskWrites';

export function useTasksList(): ListDefinition<Task> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'tasks',
      title: t('tasks.title'),
      models: [],
      refreshMs: taskRefreshMs,
      path: '/api/tasks',
      read: readTasks,
      columns,
      filters,
      searchLabel: t('tasks.search'),
      sort: { by: 'task_time', order: 'asc' },
      idOf: ({ id }) => id,
      titleOf: ({ task_type, entity_name }) => `${task_type} · ${entity_name}`,
      hrefOf: () => null,
      count: (count) => t('tasks.total', { count, formatted: formats.count(count) }),
      save: (task, body) => updateTask(task, body),
      Card: TaskCard,
      Bulk: TasksBulk,
      action: <TaskTools />,
      empty: (
        <EmptyState icon={ListTodoIcon} title={t('tasks.empty.title')}>
          {t('tasks.empty.text')}
        </EmptyState>
      ),
    }),
    [t, formats, columns, filters],
  );
}

function useColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  const people = usePeople();
  return useMemo((): ListColumn<Task>[] => {
    const moment = (value: string | null) => value && formats.moment(value);
    const instant = (field: 'task_time' | 'reminder_at', required: boolean): ListColumn<Task>['edit'] => ({
      kind: { type: 'moment' },
      value: (task) => (task[field] ? toLocal(task[field]) : null),
      body: (value) =>
        value === null && required ? {} : { [field]: value === null ? null : fromLocal(value as string) },
    });
    const priority = priorities.map((value) => ({ value, label: t(`leads.priority.${value}`) }));
    return [
      {
        id: 'entity_name',
        header: t('tasks.field.entity_name'),
        width: [14, 2],
        sortBy: 'entity_name',
        acts: true,
        cell: (task) => (
          <TaskDialog task={task}>
            <button
              type="button"
              tabIndex={-1}
              className="truncate font-medium underline-offset-4 hover:underline"
            >
              {task.entity_name}
            </button>
          </TaskDialog>
        ),
      },
      {
        id: 'task_type',
        header: t('tasks.field.task_type'),
        width: [8, 1],
        sortBy: 'task_type',
        cell: (task) => task.task_type,
        edit: {
          kind: { type: 'text', required: true },
          value: (task) => task.task_type,
          body: (task_type) => ({ task_type }),
        },
      },
      {
        id: 'task_time',
        header: t('tasks.field.task_time'),
        width: [12, 1],
        sortBy: 'task_time',
        cell: (task) => (
          <span className={isLateTask(task) ? 'text-destructive' : undefined}>{moment(task.task_time)}</span>
        ),
        edit: instant('task_time', true),
      },
      {
        id: 'contact_person',
        header: t('tasks.field.contact_person'),
        width: [10, 1],
        cell: (task) => task.contact_person.name,
        edit: {
          kind: { type: 'choice', choices: people, required: true },
          value: (task) => task.contact_person_id,
          body: (contact_person_id) => ({ contact_person_id }),
        },
      },
      {
        id: 'priority',
        header: t('tasks.field.priority'),
        width: [6, 0],
        sortBy: 'priority',
        cell: (task) => <Stars priority={task.priority} />,
        edit: {
          kind: { type: 'choice', choices: priority, required: true },
          value: (task) => task.priority ?? '0',
          body: (value) => ({ priority: value }),
        },
      },
      {
        id: 'status',
        header: t('tasks.field.status'),
        width: [7, 0],
        sortBy: 'status',
        cell: (task) => t(task.status === 'closed' ? 'tasks.status.closed' : 'tasks.status.open'),
        edit: {
          kind: {
            type: 'choice',
            required: true,
            choices: (['open', 'closed'] as const).map((value) => ({
              value,
              label: t(`tasks.status.${value}`),
            })),
          },
          value: (task) => task.status,
          body: (status) => ({ status }),
        },
      },
      {
        id: 'note',
        header: t('tasks.field.note'),
        width: [12, 2],
        cell: (task) => task.note,
        edit: { kind: { type: 'text' }, value: (task) => task.note, body: (note) => ({ note }) },
      },
      {
        id: 'reminder_at',
        header: t('tasks.field.reminder_at'),
        width: [12, 1],
        sortBy: 'reminder_at',
        hidden: true,
        cell: (task) => moment(task.reminder_at),
        edit: instant('reminder_at', false),
      },
      {
        id: 'created_by',
        header: t('tasks.field.created_by'),
        width: [10, 1],
        hidden: true,
        cell: (task) => task.created_by?.name,
      },
      {
        id: 'date_created',
        header: t('tasks.field.date_created'),
        width: [12, 1],
        sortBy: 'date_created',
        hidden: true,
        cell: (task) => moment(task.date_created),
      },
      {
        id: 'closed_at',
        header: t('tasks.field.closed_at'),
        width: [12, 1],
        sortBy: 'closed_at',
        hidden: true,
        cell: (task) => moment(task.closed_at),
      },
    ];
  }, [t, formats, people]);
}

function useFilters() {
  const { t } = useTranslation();
  const people = usePeople();
  return useMemo((): ListFilter[] => {
    const statuses = (['open', 'closed'] as const).map((value) => ({
      value,
      label: t(`tasks.status.${value}`),
    }));
    return [
      { name: 'status', label: t('tasks.field.status'), kind: 'choice', options: statuses, quick: true },
      {
        name: 'overdue',
        label: t('tasks.filter.overdue'),
        kind: 'choice',
        options: [{ value: 'true', label: t('list.yes') }],
      },
      {
        name: 'contact_person_id',
        label: t('tasks.field.contact_person'),
        kind: 'choice',
        options: optionsOf(people),
      },
      { name: 'task_type', label: t('tasks.field.task_type'), kind: 'text' },
      { name: 'due_from', label: t('tasks.filter.due_from'), kind: 'date' },
      { name: 'due_to', label: t('tasks.filter.due_to'), kind: 'date' },
      { name: 'date_from', label: t('tasks.filter.date_from'), kind: 'date' },
      { name: 'date_to', label: t('tasks.filter.date_to'), kind: 'date' },
    ];
  }, [t, people]);
}
