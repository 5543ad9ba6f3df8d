import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { Alert } from '@/components/ui/alert';
import { onConnection } from '@/connections/onConnection';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';

const databaseQuery = (connection: number | undefined) =>
  queryOptions({
    queryKey: ['administration', 'database', connection],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/integrations/odoo/database', { params: { query: onConnection(connection) }, signal }),
      ),
    refetchInterval: 15_000,
  });

const ways = ['read_again', 'new_mirror'] as const;

/** Seen only when another database answers than the one that was mirrored: nothing is read until somebody decides. */
export function Database({ connection }: { connection: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const { data: state } = useQuery(databaseQuery(connection));
  if (!state?.stopped) return null;
  const decide = (action: (typeof ways)[number]) => async () => {
    await bodyOf(
      api.POST('/api/integrations/odoo/database', {
        params: { query: onConnection(connection) },
        body: { action },
      }),
    );
    await queryClient.invalidateQueries();
  };
  return (
    <Alert variant="error" title={t('administration.health.otherDatabase.title')}>
      <p className="text-foreground">{state.message}</p>
      {state.stopped_at && <p>{formats.ago(state.stopped_at)}</p>}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {ways.map((way) => (
          <ConfirmButton
            key={way}
            size="sm"
            label={t(`administration.proofs.database.${way}`)}
            title={t(`administration.proofs.database.${way}`)}
            text={t(`administration.proofs.database.${way}_text`)}
            action={t(`administration.proofs.database.${way}`)}
            run={decide(way)}
          />
        ))}
      </div>
    </Alert>
  );
}
