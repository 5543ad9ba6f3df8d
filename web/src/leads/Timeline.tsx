import { useQuery } from '@tanstack/react-query';
import { CalendarPlusIcon, ListPlusIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ActivityRow } from '@/activities/ActivityRow';
import { leadActivitiesQuery } from '@/activities/activityQueries';
import { PlanDialog } from '@/activities/PlanDialog';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { PastEvent } from '@/record/PastEvent';
import { PastPartly } from '@/record/PastPartly';
import { pastOfLead } from '@/record/past';
import { Section } from '@/record/Section';
import { NewTask } from '@/tasks/NewTask';
import { closedTasksQuery, recordTasksQuery } from '@/tasks/taskQueries';
import { TaskRow } from '@/tasks/TaskRow';
import { historyQuery, notesQuery, type HeldLead } from './leadQuery';
import { NoteForm } from './NoteForm';

/** What is planned with a lead, and what has happened to it, the latest first. */
export function Timeline({ lead }: { lead: HeldLead }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('record.timeline')}
      className="content-start self-start"
      aside={
        <>
          <PlanDialog about={{ model: 'crm.lead', id: lead.id }}>
            <Button variant="outline" size="sm">
              <CalendarPlusIcon aria-hidden />
              {t('leads.planActivity')}
            </Button>
          </PlanDialog>
          <NewTask about={{ model: 'crm.lead', id: lead.id, name: lead.name ?? '' }}>
            <Button variant="outline" size="sm">
              <ListPlusIcon aria-hidden />
              {t('leads.addTask')}
            </Button>
          </NewTask>
        </>
      }
    >
      <Ahead lead={lead} />
      <NoteForm leadId={lead.id} />
      <Past lead={lead} />
    </Section>
  );
}

function Ahead({ lead }: { lead: HeldLead }) {
  const activities = useQuery(leadActivitiesQuery(lead.id)).data?.activities ?? [];
  const tasks = useQuery(recordTasksQuery('crm.lead', lead.id)).data ?? [];
  if (activities.length + tasks.length === 0) return null;
  return (
    <ul className="mb-3 divide-y border-b" data-testid="ahead">
      {activities.map((activity) => (
        <ActivityRow key={activity.id} activity={activity} />
      ))}
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} />
      ))}
    </ul>
  );
}

function Past({ lead }: { lead: HeldLead }) {
  const history = useQuery(historyQuery(lead.id));
  const notes = useQuery(notesQuery(lead.id));
  const tasks = useQuery(closedTasksQuery('crm.lead', lead.id));
  if (history.isPending && notes.isPending) return <Skeleton className="mt-4 h-32" />;
  return (
    <>
      <PastPartly
        failure={history.error ?? notes.error ?? tasks.error}
        retry={() => void Promise.all([history.refetch(), notes.refetch(), tasks.refetch()])}
      />
      <ol className="mt-4 grid gap-4" data-testid="past">
        {pastOfLead(lead, {
          history: history.data?.history ?? [],
          notes: notes.data ?? [],
          tasks: tasks.data ?? [],
        }).map((event) => (
          <PastEvent key={event.key} event={event} />
        ))}
      </ol>
    </>
  );
}
