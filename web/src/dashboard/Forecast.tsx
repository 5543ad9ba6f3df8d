import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Columns } from '@/charts/Columns';
import { today } from '@/formats/dates';
import { useFormats } from '@/formats/useFormats';
import { forecastQuery, type Sum } from './figures';
import { Panel } from './Panel';
import { forecastRange } from './periods';
import { usePeriodNames } from './usePeriodNames';

/** What is expected to close, by the month, whole and weighted by its probability. */
export function Forecast({ team, currency }: { team: number | undefined; currency: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = usePeriodNames();
  const query = useQuery(forecastQuery(forecastRange(), team));
  const ofTeam = team === undefined ? {} : { team_id: team };
  const words = ({ count, sum }: Sum) =>
    t('dashboard.valueOf', {
      value: formats.shortMoney(sum.company_value ?? 0, currency),
      count,
      formatted: formats.count(count),
    });

  return (
    <Panel title={t('dashboard.forecast')} text={t('dashboard.forecastText')} query={query}>
      {({ months, late }) => (
        <>
          <Columns
            label={t('dashboard.forecast')}
            head={t('dashboard.period')}
            format={(value) => formats.shortMoney(value, currency)}
            columns={months.map(({ period, open }, index) => ({
              key: period.from,
              ...names(
                months.map(({ period }) => period),
                index,
              ),
              parts: (['company_value', 'company_weighted_value'] as const).map((field) => ({
                name: t(field === 'company_value' ? 'dashboard.expected' : 'dashboard.weighted'),
                value: open.sum[field] ?? 0,
                text: formats.money(open.sum[field] ?? 0, currency),
                tone: field === 'company_value' ? 'soft' : 'primary',
                href: '/opportunities/list',
                search: { status: 'open', closing_from: period.from, closing_to: period.to, ...ofTeam },
              })),
            }))}
          />
          {late.count > 0 && (
            <p className="mt-2">
              <Link
                to="/opportunities/list"
                search={{ status: 'open', closing_to: dayBefore(today()), ...ofTeam } as never}
                className="text-warning underline-offset-4 hover:underline"
              >
                {t('dashboard.late', { sum: words(late) })}
              </Link>
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

function dayBefore(day: string) {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
