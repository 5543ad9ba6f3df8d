import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormats } from '@/formats/useFormats';
import { outcomesQuery, type Pipeline, type Sum } from './figures';
import type { Range } from './periods';

interface HeadlinesProps {
  pipeline: UseQueryResult<Pipeline>;
  range: Range;
  team: number | undefined;
}

export function Headlines({ pipeline, range, team }: HeadlinesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = pipeline;
  const outcomes = useQuery(outcomesQuery(range, team)).data?.outcomes;
  const currency = data?.currency;
  const money = (value: number) => formats.shortMoney(value, currency);
  const [won, lost] = [
    totalOf(outcomes?.map((each) => each.won)),
    totalOf(outcomes?.map((each) => each.lost)),
  ];
  const closed = won && lost && won.count + lost.count;
  const ofTeam = team === undefined ? {} : { team_id: team };
  const inRange = { closed_from: range.from, closed_to: range.to, ...ofTeam };

  return (
    <section
      aria-label={t('dashboard.headlines')}
      className="grid grid-cols-1 gap-3 lg:col-span-2 2xl:col-span-3"
    >
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-5">
        <Headline
          label={t('dashboard.open')}
          value={data && money(data.open.sum.company_value ?? 0)}
          note={
            data &&
            t('dashboard.opportunities', {
              count: data.open.count,
              formatted: formats.count(data.open.count),
            })
          }
          search={{ status: 'open', ...ofTeam }}
        />
        <Headline
          label={t('dashboard.weighted')}
          value={data && money(data.open.sum.company_weighted_value ?? 0)}
          note={t('dashboard.weightedNote')}
          search={{ status: 'open', sort: '-weighted_value', ...ofTeam }}
        />
        <Headline
          label={t('dashboard.won')}
          value={won && money(won.value)}
          note={
            won && t('dashboard.opportunities', { count: won.count, formatted: formats.count(won.count) })
          }
          search={{ status: 'won', ...inRange }}
        />
        <Headline
          label={t('dashboard.lost')}
          value={lost && money(lost.value)}
          note={
            lost && t('dashboard.opportunities', { count: lost.count, formatted: formats.count(lost.count) })
          }
          search={{ status: 'lost', ...inRange }}
        />
        <Headline
          label={t('dashboard.rate')}
          value={closed === undefined ? undefined : closed ? formats.percent(won.count / closed) : '–'}
          note={t('dashboard.rateNote')}
          search={{ status: 'all', ...inRange }}
        />
      </ul>
      {data && data.companies > 1 && (
        <p className="text-xs text-muted-foreground">
          {t('dashboard.companies', { count: data.companies, currency: data.currency })}
        </p>
      )}
    </section>
  );
}

function totalOf(sums: Sum[] | undefined) {
  return sums?.reduce(
    (total, { count, sum }) => ({
      count: total.count + count,
      value: total.value + (sum.company_value ?? 0),
    }),
    { count: 0, value: 0 },
  );
}

interface HeadlineProps {
  label: string;
  value: string | undefined;
  note: string | undefined;
  search: Record<string, unknown>;
}

function Headline({ label, value, note, search }: HeadlineProps) {
  return (
    <li className="max-md:last:col-span-2">
      <Link
        to="/opportunities/list"
        search={search as never}
        className="block h-full rounded-xl border bg-card p-4 shadow-card transition-colors hover:border-ring"
        data-testid="headline"
      >
        <span className="block text-xs text-muted-foreground">{label}</span>
        <span className="mt-1 block text-xl font-semibold tracking-tight tabular-nums">
          {value ?? <Skeleton className="my-1 h-5 w-24" />}
        </span>
        <span className="block text-xs text-muted-foreground tabular-nums">{note ?? ' '}</span>
      </Link>
    </li>
  );
}
