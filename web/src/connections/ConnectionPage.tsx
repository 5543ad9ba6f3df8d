import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { PlusIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/types';
import { Button } from '@/components/ui/button';
import { AdminPage } from '@/shell/AdminPage';
import { Loaded } from '@/shell/Loaded';
import { ConnectionForm } from './ConnectionForm';
import { connectionsQuery, useConnection } from './connections';
import { ConnectionSelect } from './ConnectionSelect';
import { Manage } from './Manage';
import { Mirrored } from './Mirrored';
import { Schedule } from './Schedule';
import { SyncPanel } from './SyncPanel';

/** Which Odoo, with which credentials, how often, and how its copy is doing. */
export function ConnectionPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('connection.title')} className="max-w-6xl" tools={<Tools />}>
      <ConnectionContent />
    </AdminPage>
  );
}

function Tools() {
  const { t } = useTranslation();
  const { add } = useSearch({ from: '/shell/connection' });
  const { data: connections = [] } = useQuery(connectionsQuery);
  if (connections.length === 0) return null;
  return (
    <>
      {!add && <ConnectionSelect />}
      <Button asChild variant="outline">
        {add ? (
          <Link to="/connection">{t('common.cancel')}</Link>
        ) : (
          <Link to="/connection" search={{ add: true }}>
            <PlusIcon aria-hidden />
            {t('connection.add')}
          </Link>
        )}
      </Button>
    </>
  );
}

function ConnectionContent() {
  const { add } = useSearch({ from: '/shell/connection' });
  const chosen = useConnection();
  const query = useQuery(connectionsQuery);
  return <Loaded query={query}>{() => <Content saved={add ? null : (chosen ?? null)} />}</Loaded>;
}

function Content({ saved }: { saved: Connection | null }) {
  const navigate = useNavigate({ from: '/connection' });
  const show = (connection: number) => void navigate({ search: { connection } });
  return (
    <>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <ConnectionForm
          key={saved ? `${saved.id} ${credentialsOf(saved)}` : 'new'}
          saved={saved}
          onAdded={show}
        />
        <SyncPanel connection={saved} />
      </div>
      {saved && (
        <>
          <Schedule connection={saved} />
          <Mirrored connection={saved} />
          <Manage key={saved.name} connection={saved} />
        </>
      )}
    </>
  );
}

/** The form begins anew when these were changed, by whomever; not when a pause or an interval was. */
function credentialsOf({ url, database, username }: Connection) {
  return [url, database, username].join(' ');
}
