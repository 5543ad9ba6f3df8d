import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/shell/PageHeader';

export function ConnectionPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('connection.title')} />;
}
