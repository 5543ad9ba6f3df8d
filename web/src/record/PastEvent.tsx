import { Link } from '@tanstack/react-router';
import {
  ListChecksIcon,
  MessageSquareIcon,
  PencilLineIcon,
  ReceiptTextIcon,
  SparklesIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '@/api/types';
import { useFormats } from '@/formats/useFormats';
import type { PastEvent as Event, PastInvoice } from './past';

const icons = {
  change: PencilLineIcon,
  note: MessageSquareIcon,
  task: ListChecksIcon,
  invoice: ReceiptTextIcon,
  created: SparklesIcon,
};

export function PastEvent({ event }: { event: Event }) {
  const formats = useFormats();
  const Icon = icons[event.kind];
  return (
    <li className="flex gap-3" data-testid={`past-${event.kind}`}>
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-muted text-muted-foreground">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-xs text-muted-foreground">
          {event.by && <span className="font-medium text-foreground">{event.by} · </span>}
          <time
            dateTime={event.at}
            title={(event.kind === 'invoice' ? formats.day : formats.moment)(event.at)}
          >
            {formats.ago(event.at)}
          </time>
        </p>
        <What event={event} />
      </div>
    </li>
  );
}

function What({ event }: { event: Event }) {
  const { t } = useTranslation();
  switch (event.kind) {
    case 'note':
      return <p className="mt-0.5 wrap-anywhere whitespace-pre-line">{event.note.text}</p>;
    case 'created':
      return <p className="mt-0.5">{t('record.past.created')}</p>;
    case 'task':
      return (
        <p className="mt-0.5 wrap-anywhere">
          <span className="text-muted-foreground">{t('record.past.task')}</span>{' '}
          {[event.task.task_type, event.task.note].filter(Boolean).join(' · ')}
        </p>
      );
    case 'invoice':
      return <Invoice invoice={event.invoice} />;
    case 'change':
      return <Changes event={event} />;
  }
}

function Invoice({ invoice }: { invoice: PastInvoice }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = invoice.total_amount ?? 0;
  return (
    <p className="mt-0.5">
      <span className="text-muted-foreground">
        {t(`record.past.${amount < 0 ? 'creditNote' : 'invoice'}`)}
      </span>{' '}
      <Link
        to="/invoices/$id"
        params={{ id: String(invoice.id) }}
        className="font-medium underline-offset-4 hover:underline"
      >
        {invoice.invoice_number}
      </Link>{' '}
      {formats.ledger(amount, invoice.currency)}
    </p>
  );
}

function Changes({ event }: { event: Extract<Event, { kind: 'change' }> }) {
  const { lead, changes } = event;
  return (
    <>
      {lead && (
        <Link
          to="/leads/$id"
          params={{ id: String(lead.id) }}
          className="mt-0.5 block truncate font-medium underline-offset-4 hover:underline"
        >
          {lead.name ?? `#${lead.id}`}
        </Link>
      )}
      <ul className="mt-0.5">
        {changes.map((change) => (
          <Change key={change.field} change={change} />
        ))}
      </ul>
    </>
  );
}

const known = ['stage_id', 'user_id', 'team_id', 'expected_revenue', 'probability', 'active'] as const;

function Change({ change }: { change: HistoryEntry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const field = known.find((name) => name === change.field);
  if (field === 'active')
    return <li>{t(change.new === 'false' ? 'record.past.archived' : 'record.past.restored')}</li>;
  const number = field === 'expected_revenue' || field === 'probability';
  const words = (value: string | null) =>
    value === null || value === '' ? t('fields.empty') : number ? formats.count(Number(value)) : value;
  return (
    <li>
      <span className="text-muted-foreground">{field ? t(`record.past.${field}`) : change.field}</span>{' '}
      {words(change.old)} → <span className="font-medium">{words(change.new)}</span>
    </li>
  );
}
