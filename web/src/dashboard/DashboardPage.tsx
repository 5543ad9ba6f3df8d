import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PrinterIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { LiveMark } from '@/changes/LiveMark';
import { StaleMark } from '@/changes/StaleMark';
import { Button } from '@/components/ui/button';
import { NotConnected } from '@/list/NotConnected';
import { useFollow } from '@/list/useFollow';
import { PageHeader } from '@/shell/PageHeader';
import { Ageing } from './Ageing';
import type { DashboardSearch } from './dashboardAddress';
import { pipelineQuery } from './figures';
import { Forecast } from './Forecast';
import { Headlines } from './Headlines';
import { Outcomes } from './Outcomes';
import { ByPerson, ByStage, ByTeam } from './Pipeline';
import { presetRange, type Range } from './periods';
import { RangeChoice } from './RangeChoice';
import { TeamChoice } from './TeamChoice';
import { Activities, Tasks } from './Work';

export function DashboardPage() {
  const { t } = useTranslation();
  const search: DashboardSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const range: Range =
    search.from && search.to ? { from: search.from, to: search.to } : presetRange('months12');
  const { team } = search;
  const pipeline = useQuery(pipelineQuery(range, team));
  useFollow(pipeline.data);
  const change = (changed: DashboardSearch) =>
    void navigate({ to: '.', search: ((old: DashboardSearch) => ({ ...old, ...changed })) as never });
  const notConnected = pipeline.error instanceof ApiProblem && pipeline.error.status === 409;

  return (
    <>
      <PageHeader title={t('dashboard.title')}>
        <div className="flex flex-1 flex-wrap items-center gap-2 max-md:basis-full md:justify-end print:hidden">
          <StaleMark asOf={pipeline.data?.asOf ?? null} />
          <LiveMark />
          <RangeChoice range={range} onChange={change} />
          <TeamChoice team={team} onChange={(next) => change({ team: next })} />
          <Button
            variant="outline"
            size="icon"
            className="max-md:hidden"
            aria-label={t('dashboard.print')}
            onClick={() => window.print()}
          >
            <PrinterIcon aria-hidden />
          </Button>
        </div>
      </PageHeader>
      {notConnected ? (
        <NotConnected />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible" data-testid="dashboard">
          <div className="mx-auto grid max-w-7xl grid-cols-1 gap-4 p-4 md:p-5 lg:grid-cols-2 2xl:grid-cols-3">
            <Headlines pipeline={pipeline} range={range} team={team} />
            <Outcomes range={range} team={team} currency={pipeline.data?.currency ?? null} />
            <Forecast team={team} currency={pipeline.data?.currency ?? null} />
            <div className="grid grid-cols-1 content-start gap-4">
              <ByStage pipeline={pipeline} team={team} />
              <ByTeam pipeline={pipeline} />
            </div>
            <ByPerson pipeline={pipeline} range={range} team={team} />
            <div className="grid grid-cols-1 content-start gap-4">
              <Ageing />
              <Activities />
            </div>
            <Tasks range={range} />
          </div>
        </div>
      )}
    </>
  );
}
