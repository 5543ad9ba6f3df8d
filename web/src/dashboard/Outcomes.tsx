import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Columns } from '@/charts/Columns';
import { useFormats } from '@/formats/useFormats';
import { outcomesQuery } from './figures';
import { Panel } from './Panel';
import type { Range } from './periods';
import { usePeriodNames } from './usePeriodNames';

interface OutcomesProps {
  range: Range;
  team: number | undefined;
  currency: string | null;
}

export function Outcomes({ range, team, currency }: OutcomesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = usePeriodNames();
  const query = useQuery(outcomesQuery(range, team));
  return (
    <Panel
      title={t('dashboard.outcomes')}
      text={t('dashboard.outcomesText')}
      query={query}
      className="2xl:col-span-2"
    >
      {({ outcomes }) => (
        <Columns
          label={t('dashboard.outcomes')}
          head={t('dashboard.period')}
          format={(value) => formats.shortMoney(value, currency)}
          columns={outcomes.map(({ period, won, lost }, index) => ({
            key: period.from,
            ...names(
              outcomes.map(({ period }) => period),
              index,
            ),
            parts: (
              [
                ['won', won, 'success'],
                ['lost', lost, 'destructive'],
              ] as const
            ).map(([status, { count, sum }, tone]) => ({
              name: t(`leads.outcome.${status}`),
              value: sum.company_value ?? 0,
              text: t('dashboard.valueOf', {
                value: formats.money(sum.company_value ?? 0, currency),
                count,
                formatted: formats.count(count),
              }),
              tone,
              href: '/opportunities/list',
              search: {
                status,
                closed_from: period.from,
                closed_to: period.to,
                ...(team !== undefined && { team_id: team }),
              },
            })),
          }))}
        />
      )}
    </Panel>
  );
}
