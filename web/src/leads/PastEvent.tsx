import { MessageSquareIcon, PencilLineIcon, SparklesIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '@/api/types';
import { useFormats } from '@/formats/useFormats';
import type { PastEvent as Event } from './past';

const icons = { change: PencilLineIcon, note: MessageSquareIcon, created: SparklesIcon };

export function PastEvent({ event }: { event: Event }) {
  const { t } = useTranslation();
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
          <time dateTime={event.at} title={formats.moment(event.at)}>
            {formats.ago(event.at)}
          </time>
        </p>
        {event.kind === 'note' && (
          <p className="mt-0.5 wrap-anywhere whitespace-pre-line">{event.note.text}</p>
        )}
        {event.kind === 'created' && <p className="mt-0.5">{t('leads.past.created')}</p>}
        {event.kind === 'change' && (
          <ul className="mt-0.5">
            {event.changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

const known = ['stage_id', 'user_id', 'team_id', 'expected_revenue', 'probability', 'active'] as const;

function Change({ change }: { change: HistoryEntry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const field = known.find((name) => name === change.field);
  if (field === 'active')
    return <li>{t(change.new === 'false' ? 'leads.past.archived' : 'leads.past.restored')}</li>;
  const number = field === 'expected_revenue' || field === 'probability';
  const words = (value: string | null) =>
    value === null || value === '' ? t('fields.empty') : number ? formats.count(Number(value)) : value;
  return (
    <li>
      <span className="text-muted-foreground">{field ? t(`leads.past.${field}`) : change.field}</span>{' '}
      {words(change.old)} → <span className="font-medium">{words(change.new)}</span>
    </li>
  );
}
