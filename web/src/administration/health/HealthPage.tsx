import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckIcon, UnplugIcon, UserRoundPlusIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { connectionsQuery } from '@/connections/connections';
import { EmptyState } from '@/shell/EmptyState';
import { Section, Surface } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { Loaded } from '@/shell/Loaded';
import { ConnectionHealth } from './ConnectionHealth';
import { approvalsQuery, serverQuery } from './standing';

/** What is wrong, and what to do: the first page on a bad day. */
export function HealthPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('administration.health.title')} className="max-w-4xl">
      <Connections />
      <Server />
    </AdminPage>
  );
}

function Connections() {
  const { t } = useTranslation();
  const query = useQuery({ ...connectionsQuery, refetchInterval: 15_000 });
  return (
    <Loaded query={query}>
      {(connections) =>
        connections.length === 0 ? (
          <EmptyState
            icon={UnplugIcon}
            title={t('administration.health.none.title')}
            action={
              <Button asChild>
                <Link to="/connection">{t('administration.health.none.action')}</Link>
              </Button>
            }
          >
            {t('administration.health.none.text')}
          </EmptyState>
        ) : (
          connections.map((connection) => <ConnectionHealth key={connection.id} connection={connection} />)
        )
      }
    </Loaded>
  );
}

function Server() {
  const { t } = useTranslation();
  const server = useQuery(serverQuery);
  const approvals = useQuery(approvalsQuery);
  const waiting = (approvals.data?.users ?? 0) + (approvals.data?.proposals ?? 0);
  return (
    <Section title={t('administration.health.causeway')}>
      <Loaded query={server}>
        {({ version }) => (
          <Surface className="divide-y">
            <p className="flex items-center gap-2.5 px-4 py-3">
              <CircleCheckIcon aria-hidden className="size-4 shrink-0 text-success" />
              {t('administration.health.ready', { version })}
            </p>
            {waiting > 0 && (
              <div className="flex flex-wrap items-center gap-2.5 px-4 py-3">
                <UserRoundPlusIcon aria-hidden className="size-4 shrink-0 text-primary" />
                <p className="min-w-48 flex-1">{t('administration.health.approvals', { count: waiting })}</p>
                <Button asChild variant="outline" size="sm">
                  <Link to="/administration/users" search={{ status: 'pending' }}>
                    {t('administration.health.openUsers')}
                  </Link>
                </Button>
              </div>
            )}
          </Surface>
        )}
      </Loaded>
    </Section>
  );
}
