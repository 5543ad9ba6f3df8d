import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Bars } from '@/charts/Bars';
import { stagesQuery } from '@/crm/lookups';
import { useFormats } from '@/formats/useFormats';
import type { Group, Pipeline } from './figures';
import { Panel } from './Panel';
import type { Range } from './periods';

interface PipelineProps {
  pipeline: UseQueryResult<Pipeline>;
  team: number | undefined;
}

const list = '/opportunities/list';
const valueOf = ({ sum }: Pick<Group, 'sum'>) => sum.company_value ?? 0;
const byValue = (a: Group, b: Group) => valueOf(b) - valueOf(a);
const most = 10;

export function ByStage({ pipeline, team }: PipelineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const stages = useQuery(stagesQuery).data ?? [];
  const order = (group: Group) => stages.findIndex(({ value }) => value === group.key);
  return (
    <Panel
      title={t('dashboard.byStage')}
      text={t('dashboard.byStageText')}
      query={pipeline}
      isEmpty={(data) => data.stages.length === 0}
    >
      {(data) => (
        <Bars
          label={t('dashboard.byStage')}
          bars={[...data.stages]
            .sort((a, b) => order(a) - order(b))
            .map((group) => ({
              key: String(group.key),
              label: group.label ?? t('board.noStage'),
              value: valueOf(group),
              part: group.sum.company_weighted_value ?? 0,
              text: formats.shortMoney(valueOf(group), data.currency),
              note: formats.count(group.count),
              href: list,
              search: {
                status: 'open',
                ...(group.key !== null && { stage_id: group.key }),
                ...(team !== undefined && { team_id: team }),
              },
            }))}
        />
      )}
    </Panel>
  );
}

export function ByPerson({ pipeline, range, team }: PipelineProps & { range: Range }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Panel
      title={t('dashboard.byPerson')}
      text={t('dashboard.byPersonText')}
      query={pipeline}
      isEmpty={(data) => data.people.length === 0}
    >
      {(data) => (
        <>
          <Bars
            label={t('dashboard.byPerson')}
            bars={[...data.people]
              .sort(byValue)
              .slice(0, most)
              .map((group) => ({
                key: String(group.key),
                label: group.label ?? t('dashboard.nobody'),
                value: valueOf(group),
                text: formats.shortMoney(valueOf(group), data.currency),
                note: formats.count(group.count),
                href: list,
                search: {
                  status: 'open',
                  ...(group.key !== null && { salesperson_id: group.key }),
                  ...(team !== undefined && { team_id: team }),
                },
              }))}
          />
          <h3 className="mt-4 mb-1 text-xs font-medium text-muted-foreground">
            {t('dashboard.wonByPerson')}
          </h3>
          <Bars
            label={t('dashboard.wonByPerson')}
            bars={[...data.wonByPerson]
              .sort(byValue)
              .slice(0, most / 2)
              .map((group) => ({
                key: String(group.key),
                label: group.label ?? t('dashboard.nobody'),
                value: valueOf(group),
                tone: 'success',
                text: formats.shortMoney(valueOf(group), data.currency),
                note: formats.count(group.count),
                href: list,
                search: {
                  status: 'won',
                  closed_from: range.from,
                  closed_to: range.to,
                  ...(group.key !== null && { salesperson_id: group.key }),
                  ...(team !== undefined && { team_id: team }),
                },
              }))}
          />
        </>
      )}
    </Panel>
  );
}

export function ByTeam({ pipeline }: { pipeline: UseQueryResult<Pipeline> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Panel
      title={t('dashboard.byTeam')}
      text={t('dashboard.byTeamText')}
      query={pipeline}
      isEmpty={(data) => data.teams.length === 0}
    >
      {(data) => (
        <Bars
          label={t('dashboard.byTeam')}
          bars={[...data.teams].sort(byValue).map((group) => ({
            key: String(group.key),
            label: group.label ?? t('dashboard.noTeam'),
            value: valueOf(group),
            part: group.sum.company_weighted_value ?? 0,
            text: formats.shortMoney(valueOf(group), data.currency),
            note: formats.count(group.count),
            href: list,
            search: { status: 'open', ...(group.key !== null && { team_id: group.key }) },
          }))}
        />
      )}
    </Panel>
  );
}
