import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '@/api/types';
import { Badge } from '@/components/ui/badge';
import { useFormats } from '@/formats/useFormats';

const tones: Record<string, 'neutral' | 'warning' | 'bad'> = { refused: 'warning', failed: 'bad' };

export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const others = entry.target_ids.filter((id) => id !== entry.actor_id);
  const tried = (entry.detail as { account?: unknown } | null)?.account;
  const about =
    typeof tried === 'string'
      ? t('administration.audit.tried', { account: tried })
      : others.length > 0 && [entry.target_type, others.slice(0, 5).join(', ')].join(' ');
  const facts = [formats.moment(entry.at), entry.address, about];
  return (
    <li data-testid="audit-entry" data-action={entry.action} data-outcome={entry.outcome}>
      <details className="group">
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-accent/60">
          <div className="min-w-48 flex-1">
            <p>
              <span className="font-medium">
                <ActionName action={entry.action} />
              </span>{' '}
              {t('administration.audit.by', { actor: entry.actor })}
            </p>
            <p className="text-xs text-muted-foreground tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
          </div>
          {entry.outcome !== 'done' && (
            <Badge tone={tones[entry.outcome] ?? 'neutral'}>
              {t(`administration.audit.outcomes.${entry.outcome as 'refused'}`)}
            </Badge>
          )}
        </summary>
        <Detail entry={entry} />
      </details>
    </li>
  );
}

function ActionName({ action }: { action: string }) {
  const { t, i18n } = useTranslation();
  const key = `administration.audit.actions.${action.replace('.', '_')}`;
  return <span>{i18n.exists(key) ? t(key as 'administration.audit.actions.sign_in') : action}</span>;
}

function Detail({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const facts = [
    ['via', entry.via],
    ['userAgent', entry.user_agent],
    ['targets', entry.target_ids.join(', ')],
    ['trace', entry.trace_id],
  ] as const;
  const detail = entry.detail as Record<string, unknown> | null;
  return (
    <div className="border-t bg-lane/50 px-4 py-3 text-xs">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
        {facts.map(
          ([fact, value]) =>
            value && (
              <div key={fact} className="contents">
                <dt className="text-muted-foreground">{t(`administration.audit.${fact}`)}</dt>
                <dd className="break-all">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {detail && Object.keys(detail).length > 0 && (
        <pre
          dir="ltr"
          className="mt-2 overflow-x-auto rounded-md border bg-card p-2 break-all whitespace-pre-wrap"
        >
          {JSON.stringify(detail, null, 2)}
        </pre>
      )}
    </div>
  );
}
