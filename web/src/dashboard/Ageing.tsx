import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AgeingBars } from '@/receivables/AgeingBars';
import { ageingQuery } from './figures';
import { Panel } from './Panel';

export function Ageing() {
  const { t } = useTranslation();
  const query = useQuery(ageingQuery);
  return (
    <Panel title={t('dashboard.ageing')} text={t('dashboard.ageingText')} query={query}>
      {(summary) => <AgeingBars aging={summary.aging} currency={summary.currency} />}
    </Panel>
  );
}
