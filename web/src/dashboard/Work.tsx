import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Bars } from '@/charts/Bars';
import { useFormats } from '@/formats/useFormats';
import { taskRefreshMs } from '@/tasks/taskQueries';
import { activityCountsQuery, taskFiguresQuery } from './figures';
import { Panel } from './Panel';
import type { Range } from './periods';

const dues = [
  ['overdue', 'destructive'],
  ['today', 'warning'],
  ['planned', 'primary'],
] as const;

/** What Odoo has planned. */
export function Activities() {
  const { t } = useTranslation();
  const formats = useFormats();
  const activities = useQuery(activityCountsQuery);
  return (
    <Panel title={t('dashboard.activities')} text={t('dashboard.activitiesText')} query={activities}>
      {(counts) => (
        <Bars
          label={t('dashboard.activities')}
          bars={dues.map(([due, tone]) => ({
            key: due,
            label: t(`dashboard.due.${due}`),
            value: counts[due],
            text: formats.count(counts[due]),
            tone,
            href: '/activities',
            search: { due },
          }))}
        />
      )}
    </Panel>
  );
}

/** Causeway's own tasks. */
export function Tasks({ range }: { range: Range }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const tasks = useQuery({ ...taskFiguresQuery(range), refetchInterval: taskRefreshMs });
  const created = { date_from: range.from, date_to: range.to };
  return (
    <Panel
      title={t('dashboard.tasks')}
      text={t('dashboard.tasksText')}
      query={tasks}
      isEmpty={({ summary }) => summary.total_tasks === 0}
    >
      {({ summary, user_tasks }) => (
        <>
          <Bars
            label={t('dashboard.tasks')}
            bars={(
              [
                ['overdue', summary.overdue_tasks, 'destructive', { overdue: true }],
                ['open', summary.open_tasks, 'primary', { status: 'open' }],
                ['closed', summary.closed_tasks, 'success', { status: 'closed' }],
              ] as const
            ).map(([name, value, tone, search]) => ({
              key: name,
              label: t(`dashboard.task.${name}`),
              value,
              text: formats.count(value),
              tone,
              href: '/tasks',
              search: { ...search, ...created },
            }))}
          />
          <h3 className="mt-4 mb-1 text-xs font-medium text-muted-foreground">
            {t('dashboard.tasksByPerson')}
          </h3>
          <Bars
            label={t('dashboard.tasksByPerson')}
            bars={user_tasks.slice(0, 5).map(({ user, user_id, open }) => ({
              key: user_id,
              label: user,
              value: open,
              text: formats.count(open),
              href: '/tasks',
              search: { status: 'open', contact_person_id: user_id, ...created },
            }))}
          />
        </>
      )}
    </Panel>
  );
}
