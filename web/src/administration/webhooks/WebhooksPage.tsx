import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WebhookStatus } from '@/api/types';
import { useNow } from '@/changes/useNow';
import { useFormats } from '@/formats/useFormats';
import { AdminPage } from '@/shell/AdminPage';
import { ConnectionSelect } from '@/connections/ConnectionSelect';
import { Loaded } from '@/shell/Loaded';
import { ByHand } from './ByHand';
import { Install } from './Install';
import { useWebhooks, webhooksQuery } from './webhooks';

/** How Odoo tells Causeway at once; without it the schedule finds the same, later. */
export function WebhooksPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('administration.webhooks.title')} className="max-w-4xl" tools={<ConnectionSelect />}>
      <Content />
    </AdminPage>
  );
}

function Content() {
  const { connection } = useSearch({ from: '/shell/administration/webhooks' });
  const query = useQuery(webhooksQuery(connection));
  const webhooks = useWebhooks(connection);
  return (
    <Loaded query={query}>
      {(status) => (
        <>
          <Figures status={status} />
          <Install status={status} webhooks={webhooks} />
          <ByHand status={status} webhooks={webhooks} />
        </>
      )}
    </Loaded>
  );
}

function Figures({ status }: { status: WebhookStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  useNow(15_000);
  const facts = [
    ['received', formats.count(status.received_24h)],
    ['rejected', formats.count(status.rejected_24h)],
    [
      'last',
      status.last_received_at ? formats.ago(status.last_received_at) : t('administration.webhooks.never'),
    ],
    ['pending', formats.count(status.pending)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border shadow-card sm:grid-cols-4">
      {facts.map(([fact, value]) => (
        <div key={fact} className="bg-card px-4 py-2.5">
          <dt className="text-xs text-muted-foreground">{t(`administration.webhooks.${fact}`)}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
