import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ShieldCheckIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { Hold } from '@/api/types';
import { Badge } from '@/components/ui/badge';
import { useModelName } from '@/connections/names';
import { onConnection } from '@/connections/onConnection';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { EmptyState } from '@/shell/EmptyState';
import { Section, Surface } from '@/shell/Section';
import { Loaded } from '@/shell/Loaded';
import { holdsQuery } from './holds';

export function Holds() {
  const { t } = useTranslation();
  const { connection } = useSearch({ from: '/shell/administration/held' });
  const query = useQuery(holdsQuery(connection));
  return (
    <Section title={t('administration.held.holds')} text={t('administration.held.holdsText')} testId="holds">
      <Loaded query={query}>
        {(holds) =>
          holds.length === 0 ? (
            <Surface>
              <EmptyState icon={ShieldCheckIcon} title={t('administration.held.noHolds')} className="py-8">
                {t('administration.held.noHoldsText')}
              </EmptyState>
            </Surface>
          ) : (
            <Surface>
              <ul className="divide-y">
                {holds.map((hold) => (
                  <HoldRow key={hold.id} hold={hold} connection={connection} />
                ))}
              </ul>
            </Surface>
          )
        }
      </Loaded>
    </Section>
  );
}

const tones = { waiting: 'bad', confirmed: 'neutral', rejected: 'good', withdrawn: 'neutral' } as const;
type Status = keyof typeof tones;

function HoldRow({ hold, connection }: { hold: Hold; connection: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const modelName = useModelName();
  const status = hold.status as Status;
  const kind = hold.kind === 'hidden' ? 'hidden' : 'deleted';
  const when = hold.decided_at
    ? t('administration.held.decided', { time: formats.ago(hold.decided_at), name: hold.decided_by ?? '' })
    : t('administration.held.found', { time: formats.ago(hold.found_at) });
  return (
    <li
      className="flex flex-wrap items-start gap-x-4 gap-y-2.5 px-4 py-3"
      data-testid="hold"
      data-status={hold.status}
    >
      <div className="min-w-56 flex-1 text-pretty">
        <p className="font-medium">
          {t(`administration.held.${kind}`, {
            count: hold.records,
            formatted: formats.count(hold.records),
            of: formats.count(hold.of_records),
            model: modelName(hold.model),
          })}
        </p>
        <p className="text-muted-foreground">
          {when} · {t('administration.held.sample', { ids: hold.sample.join(', ') })}
        </p>
        {status === 'waiting' && <p className="mt-1">{t('administration.held.question')}</p>}
      </div>
      {status === 'waiting' ? (
        <Decision hold={hold} connection={connection} />
      ) : (
        <Badge tone={tones[status]}>{t(`administration.held.status.${status}`)}</Badge>
      )}
    </li>
  );
}

function Decision({ hold, connection }: { hold: Hold; connection: number | undefined }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const options = { params: { path: { id: hold.id }, query: onConnection(connection) } };
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['administration'] });
  const confirm = async () => {
    await bodyOf(api.POST('/api/integrations/holds/{id}/confirm', options));
    await readAgain();
  };
  const reject = async () => {
    await bodyOf(api.POST('/api/integrations/holds/{id}/reject', options));
    await readAgain();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmButton
        size="sm"
        label={t('administration.held.keep')}
        title={t('administration.held.keepTitle')}
        text={t('administration.held.keepText')}
        action={t('administration.held.keep')}
        run={reject}
      />
      <ConfirmButton
        size="sm"
        variant="destructive"
        label={t('administration.held.remove')}
        title={t('administration.held.removeTitle')}
        text={t('administration.held.removeText')}
        action={t('administration.held.remove')}
        run={confirm}
      />
    </div>
  );
}
