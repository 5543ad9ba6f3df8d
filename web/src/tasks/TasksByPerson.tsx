import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListTodoIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { Avatar } from '@/components/ui/avatar';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormats } from '@/formats/useFormats';
import { ListSkeleton } from '@/list/ListSkeleton';
import { usePhone } from '@/list/usePhone';
import { Section } from '@/record/Section';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { PageHeader } from '@/shell/PageHeader';
import { openTasksOfQuery, tasksByPersonQuery } from './taskQueries';
import { TaskRow } from './TaskRow';
import { TaskTools } from './TaskTools';

/** Who has how much to do, and what comes next for each. */
export function TasksByPerson() {
  const { t } = useTranslation();
  const phone = usePhone();
  const query = useQuery(tasksByPersonQuery);
  const busy = query.data?.filter(({ open }) => open > 0);
  const read = () => void query.refetch();
  return (
    <>
      <PageHeader title={t('tasks.title')}>
        <div className="ms-auto flex items-center gap-2">
          <ReadFailedMark failure={query.data ? query.error : null} read={read} />
          <TaskTools />
        </div>
      </PageHeader>
      {!busy ? (
        query.isPending ? (
          <ListSkeleton phone={phone} />
        ) : (
          <LoadFailed
            error={query.error}
            title={t('list.failed', { title: t('tasks.title') })}
            retry={read}
          />
        )
      ) : busy.length === 0 ? (
        <EmptyState icon={ListTodoIcon} title={t('tasks.empty.title')}>
          {t('tasks.empty.text')}
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto" data-testid="by-person">
          <div className="grid gap-4 p-4 md:grid-cols-2 md:p-5 xl:grid-cols-3">
            {busy.map((person) => (
              <PersonTasks key={person.user_id} id={person.user_id} name={person.user} open={person.open} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function PersonTasks({ id, name, open }: { id: string; name: string; open: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data, error } = useQuery(openTasksOfQuery(id));
  return (
    <Section
      title={
        <span className="inline-flex items-center gap-2">
          <Avatar aria-hidden name={name} className="size-6" />
          {name}
        </span>
      }
      aside={
        <Link
          to="/tasks"
          search={{ status: 'open', contact_person_id: id } as never}
          className="text-xs text-muted-foreground underline-offset-4 hover:underline"
        >
          {t('tasks.openCount', { count: open, formatted: formats.count(open) })}
        </Link>
      }
    >
      {data ? (
        <ul className="divide-y">
          {data.map((task) => (
            <TaskRow key={task.id} task={task} withPerson={false} />
          ))}
        </ul>
      ) : error ? (
        <p className="text-warning">{t('record.partFailed', { reason: error.message })}</p>
      ) : (
        <Skeleton className="h-24" />
      )}
    </Section>
  );
}
