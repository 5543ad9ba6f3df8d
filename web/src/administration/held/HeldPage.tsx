import { useTranslation } from 'react-i18next';
import { AdminPage } from '@/shell/AdminPage';
import { ConnectionSelect } from '@/connections/ConnectionSelect';
import { Holds } from './Holds';
import { Quarantine } from './Quarantine';

/** What the mirror keeps apart: removals that wait for a decision, and records that Odoo cannot read. */
export function HeldPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('administration.held.title')} className="max-w-4xl" tools={<ConnectionSelect />}>
      <Holds />
      <Quarantine />
    </AdminPage>
  );
}
