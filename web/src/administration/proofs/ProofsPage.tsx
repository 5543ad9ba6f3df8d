import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { onConnection } from '@/connections/onConnection';
import { Section } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { ConnectionSelect } from '@/connections/ConnectionSelect';
import { Loaded } from '@/shell/Loaded';
import { Database } from './Database';
import { ProofTable } from './ProofTable';
import { Verify } from './Verify';

const proofsQuery = (connection: number | undefined) =>
  queryOptions({
    queryKey: ['administration', 'proofs', connection],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/integrations/proofs', { params: { query: onConnection(connection) }, signal }),
        )
      ).models,
    refetchInterval: 15_000,
  });

/** How well the mirror is known to be Odoo's. */
export function ProofsPage() {
  const { t } = useTranslation();
  const { connection } = useSearch({ from: '/shell/administration/proofs' });
  return (
    <AdminPage title={t('administration.proofs.title')} tools={<ConnectionSelect />}>
      <Database connection={connection} />
      <Verify connection={connection} />
      <Models connection={connection} />
    </AdminPage>
  );
}

function Models({ connection }: { connection: number | undefined }) {
  const { t } = useTranslation();
  const query = useQuery(proofsQuery(connection));
  return (
    <Section title={t('administration.proofs.models')} text={t('administration.proofs.modelsText')}>
      <Loaded query={query}>{(models) => <ProofTable models={models} />}</Loaded>
    </Section>
  );
}
