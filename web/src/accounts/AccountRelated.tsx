import { CalendarPlusIcon, ListPlusIcon } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityRow } from '@/activities/ActivityRow';
import { PlanDialog } from '@/activities/PlanDialog';
import type { Account } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useFormats } from '@/formats/useFormats';
import { PaymentState } from '@/invoices/PaymentState';
import { Row, Rows } from '@/record/Rows';
import { Section } from '@/record/Section';
import { NewTask } from '@/tasks/NewTask';
import { recordTasksQuery } from '@/tasks/taskQueries';
import { TaskRow } from '@/tasks/TaskRow';

/** What belongs to an account, the latest first, as the API brings it: a hundred of each. */
export function AccountRelated({ account }: { account: Account }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <Work account={account} />
      <Part title={t('accounts.contacts')} empty={account.contacts.length === 0}>
        <Rows>
          {account.contacts.map((contact) => (
            <Row
              key={contact.id}
              href={`/contacts/${contact.id}`}
              title={contact.name ?? `#${contact.id}`}
              text={[contact.function, contact.email].filter(Boolean).join(' · ')}
              end={contact.phone}
            />
          ))}
        </Rows>
      </Part>
      <Part title={t('board.list.title')} empty={account.opportunities.length === 0}>
        <Rows>
          {account.opportunities.map((opportunity) => (
            <Row
              key={opportunity.id}
              href={`/leads/${opportunity.id}`}
              title={opportunity.name ?? `#${opportunity.id}`}
              text={[opportunity.stage, opportunity.salesperson].filter(Boolean).join(' · ')}
              end={opportunity.value !== null && formats.money(opportunity.value, opportunity.currency)}
            />
          ))}
        </Rows>
      </Part>
      <Part title={t('invoices.title')} empty={account.invoices.length === 0}>
        <Rows>
          {account.invoices.map((invoice) => (
            <Row
              key={invoice.id}
              href={`/invoices/${invoice.id}`}
              title={invoice.invoice_number ?? `#${invoice.id}`}
              text={
                <span className="flex gap-2">
                  <PaymentState state="posted" payment={invoice.payment_status} />
                  {invoice.due_date && t('leads.due', { date: formats.day(invoice.due_date) })}
                </span>
              }
              end={
                <span className={invoice.is_overdue ? 'text-destructive' : undefined}>
                  {formats.ledger(invoice.total_amount ?? 0, invoice.currency)}
                </span>
              }
            />
          ))}
        </Rows>
      </Part>
    </div>
  );
}

function Work({ account }: { account: Account }) {
  const { t } = useTranslation();
  const tasks = useQuery(recordTasksQuery('res.partner', account.id)).data ?? [];
  const empty = account.activities.length + tasks.length === 0;
  return (
    <Section
      title={t('accounts.ahead')}
      aside={
        <>
          <PlanDialog about={{ model: 'res.partner', id: account.id }}>
            <Button variant="outline" size="sm">
              <CalendarPlusIcon aria-hidden />
              {t('leads.planActivity')}
            </Button>
          </PlanDialog>
          <NewTask about={{ model: 'res.partner', id: account.id, name: account.name ?? '' }}>
            <Button variant="outline" size="sm">
              <ListPlusIcon aria-hidden />
              {t('leads.addTask')}
            </Button>
          </NewTask>
        </>
      }
    >
      {empty ? (
        <p className="text-muted-foreground">{t('record.none')}</p>
      ) : (
        <ul className="max-h-96 divide-y overflow-y-auto">
          {account.activities.map((activity) => (
            <ActivityRow key={activity.id} activity={activity} withRecord />
          ))}
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Part({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Section title={title}>
      {empty ? (
        <p className="text-muted-foreground">{t('record.none')}</p>
      ) : (
        <div className="-mx-2 max-h-96 overflow-y-auto px-2">{children}</div>
      )}
    </Section>
  );
}
