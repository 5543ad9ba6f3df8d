import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeftIcon, ChevronRightIcon, PlusIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/types';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { today } from '@/formats/dates';
import { dayOf } from '@/formats/local';
import { localeFor } from '@/formats/locale';
import { useFormats } from '@/formats/useFormats';
import type { ListSearch } from '@/list/listAddress';
import { usePhone } from '@/list/usePhone';
import { LoadFailed } from '@/shell/LoadFailed';
import { PageHeader } from '@/shell/PageHeader';
import { CalendarTask } from './CalendarTask';
import { firstDayOf, monthAfter, monthIn, weeksOf } from './month';
import { NewTask } from './NewTask';
import { monthTasksQuery } from './taskQueries';
import { TaskTools } from './TaskTools';

/** A month of tasks: a grid, or on a phone the days that have any. */
export function TaskCalendar() {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const search: ListSearch = useSearch({ strict: false });
  const month = monthIn(search.month);
  const weeks = weeksOf(month, firstDayOf(localeFor(i18n.language)));
  const query = useQuery(monthTasksQuery(weeks[0]![0]!, weeks.at(-1)!.at(-1)!));
  const { data } = query;
  const byDay = useMemo(() => byDayOf(data?.tasks ?? []), [data]);
  const read = () => void query.refetch();

  return (
    <>
      <PageHeader title={t('tasks.title')}>
        <MonthSteps month={month} />
        <div className="flex items-center gap-2 md:ms-auto">
          <ReadFailedMark failure={data ? query.error : null} read={read} />
          <TaskTools />
        </div>
      </PageHeader>
      {data?.cut && (
        <p role="status" className="px-4 pt-2 text-warning md:px-5">
          {t('tasks.calendarCut', { count: data.tasks.length })}
        </p>
      )}
      {query.isError && !data ? (
        <LoadFailed error={query.error} title={t('list.failed', { title: t('tasks.title') })} retry={read} />
      ) : query.isPending ? (
        <Skeleton className="m-4 min-h-0 flex-1" data-testid="calendar-loading" />
      ) : phone ? (
        <Agenda weeks={weeks} month={month} byDay={byDay} />
      ) : (
        <Month weeks={weeks} month={month} byDay={byDay} />
      )}
    </>
  );
}

function byDayOf(tasks: readonly Task[]) {
  const days = new Map<string, Task[]>();
  for (const task of tasks) {
    const day = dayOf(task.task_time);
    days.set(day, [...(days.get(day) ?? []), task]);
  }
  return days;
}

function MonthSteps({ month }: { month: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const go = (next: string | undefined) =>
    void navigate({ to: '.', search: ((old: object) => ({ ...old, month: next })) as never });
  return (
    <div className="flex items-center gap-1 max-md:order-last max-md:-ms-2 max-md:basis-full">
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('tasks.monthBefore')}
        onClick={() => go(monthAfter(month, -1))}
      >
        <ChevronLeftIcon aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <p role="status" className="min-w-24 text-center font-medium" data-testid="month">
        {formats.month(month)}
      </p>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('tasks.monthAfter')}
        onClick={() => go(monthAfter(month, 1))}
      >
        <ChevronRightIcon aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <Button variant="outline" size="sm" onClick={() => go(undefined)}>
        {t('tasks.today')}
      </Button>
    </div>
  );
}

interface MonthProps {
  weeks: string[][];
  month: string;
  byDay: ReadonlyMap<string, Task[]>;
}

const shownInCell = 4;

function Month({ weeks, month, byDay }: MonthProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="min-h-0 flex-1 overflow-auto p-4 md:p-5" data-testid="calendar">
      <table className="h-full w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-xl border bg-card">
        <caption className="sr-only">{formats.month(month)}</caption>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col" className="h-8 border-b text-xs font-medium text-muted-foreground">
                {formats.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const tasks = byDay.get(day) ?? [];
                return (
                  <td
                    key={day}
                    className={cn(
                      'group/day h-28 border-e border-b p-1 align-top last:border-e-0',
                      !day.startsWith(month) && 'bg-lane/60 text-muted-foreground',
                    )}
                  >
                    <div className="mb-1 flex items-center justify-between">
                      <span
                        aria-current={day === today() ? 'date' : undefined}
                        className={cn(
                          'grid size-6 place-items-center rounded-full text-xs tabular-nums',
                          day === today() && 'bg-primary font-semibold text-primary-foreground',
                        )}
                      >
                        {Number(day.slice(8))}
                      </span>
                      <NewTask day={day}>
                        <Button
                          variant="ghost"
                          size="icon-sm"
                          aria-label={t('tasks.newOn', { date: formats.day(day) })}
                          className="text-muted-foreground opacity-0 group-hover/day:opacity-100 focus-visible:opacity-100"
                        >
                          <PlusIcon aria-hidden />
                        </Button>
                      </NewTask>
                    </div>
                    <ul className="grid grid-cols-1 gap-0.5">
                      {tasks.slice(0, shownInCell).map((task) => (
                        <CalendarTask key={task.id} task={task} />
                      ))}
                    </ul>
                    {tasks.length > shownInCell && <MoreOfDay day={day} count={tasks.length - shownInCell} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MoreOfDay({ day, count }: { day: string; count: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Button
      variant="link"
      size="sm"
      className="h-6 px-1"
      onClick={() => void navigate({ to: '/tasks', search: { due_from: day, due_to: day } as never })}
    >
      {t('tasks.moreOfDay', { count })}
    </Button>
  );
}

function Agenda({ weeks, month, byDay }: MonthProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const days = weeks.flat().filter((day) => day.startsWith(month) && byDay.has(day));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4" data-testid="agenda">
      {days.length === 0 && (
        <p className="py-16 text-center text-muted-foreground">{t('tasks.emptyMonth')}</p>
      )}
      {days.map((day) => (
        <section key={day} aria-label={formats.day(day)} className="mb-4">
          <h2 className="mb-1 text-xs font-medium text-muted-foreground">
            {formats.weekday(day)}, {formats.day(day)}
          </h2>
          <ul className="grid grid-cols-1 gap-1">
            {byDay.get(day)!.map((task) => (
              <CalendarTask key={task.id} task={task} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
