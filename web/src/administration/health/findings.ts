import type { ParseKeys } from 'i18next';
import type { LinkProps } from '@tanstack/react-router';
import type { Connection } from '@/api/types';
import type { Standing } from './standing';

export interface Finding {
  tone: 'bad' | 'warning' | 'info';
  title: ParseKeys;
  count?: number;
  /** The server's own words on it, or on why it cannot be told. */
  words?: string | null;
  /** What to do about it. */
  advice: ParseKeys;
  to: NonNullable<LinkProps['to']>;
  action: ParseKeys;
}

const order = { bad: 0, warning: 1, info: 2 };

/** What is wrong with a connection, the worst first, each with the next step. Empty when all is well. */
export function findingsOf(connection: Connection, standing: Standing): Finding[] {
  return [
    ...credentials(connection),
    ...database(standing.database),
    ...runs(connection, standing.health),
    ...held(standing.holds),
    ...quarantine(standing.quarantine),
    ...webhooks(standing.webhooks),
    ...unknown(standing),
  ].toSorted((a, b) => order[a.tone] - order[b.tone]);
}

function credentials({ credentials }: Connection): Finding[] {
  if (credentials.state !== 'refused' && credentials.state !== 'unreachable') return [];
  return [
    {
      tone: 'bad',
      title: `administration.health.${credentials.state}.title`,
      words: credentials.message,
      advice: `administration.health.${credentials.state}.advice`,
      to: '/connection',
      action: 'administration.health.openConnection',
    },
  ];
}

function database(state: Standing['database']): Finding[] {
  if (state instanceof Error || !state.stopped) return [];
  return [
    {
      tone: 'bad',
      title: 'administration.health.otherDatabase.title',
      words: state.message,
      advice: 'administration.health.otherDatabase.advice',
      to: '/administration/proofs',
      action: 'administration.health.decide',
    },
  ];
}

function runs(connection: Connection, health: Standing['health']): Finding[] {
  if (health instanceof Error) return [];
  const open = { to: '/administration/syncs', action: 'administration.health.openSyncs' } as const;
  const found: Finding[] = health.warnings.map((words) => ({
    tone: 'warning',
    title: 'administration.health.warning.title',
    words,
    advice: 'administration.health.warning.advice',
    to: '/connection',
    action: 'administration.health.openConnection',
  }));
  if (connection.paused)
    found.push({
      tone: 'warning',
      title: 'administration.health.paused.title',
      advice: 'administration.health.paused.advice',
      to: '/connection',
      action: 'administration.health.openConnection',
    });
  // Where the key is refused, the runs fail of that, and it stands above already.
  else if (health.health !== 'healthy' && health.health_message !== connection.credentials.message)
    found.push({
      tone: health.health === 'degraded' ? 'warning' : 'bad',
      title: `administration.health.${health.health}.title`,
      words: health.health_message,
      advice: `administration.health.${health.health}.advice`,
      ...open,
    });
  return found;
}

function held(state: Standing['holds']): Finding[] {
  if (state instanceof Error) return [];
  const waiting = state.holds.filter(({ status }) => status === 'waiting');
  if (waiting.length === 0) return [];
  return [
    {
      tone: 'bad',
      title: 'administration.health.holds.title',
      count: waiting.reduce((sum, hold) => sum + hold.records, 0),
      advice: 'administration.health.holds.advice',
      to: '/administration/held',
      action: 'administration.health.decide',
    },
  ];
}

function quarantine(state: Standing['quarantine']): Finding[] {
  if (state instanceof Error || !state.pagination.total) return [];
  return [
    {
      tone: 'warning',
      title: 'administration.health.quarantine.title',
      count: state.pagination.total,
      advice: 'administration.health.quarantine.advice',
      to: '/administration/held',
      action: 'administration.health.look',
    },
  ];
}

function webhooks(state: Standing['webhooks']): Finding[] {
  if (state instanceof Error) return [];
  const open = { to: '/administration/webhooks', action: 'administration.health.openWebhooks' } as const;
  if (state.rejected_24h > 0)
    return [
      {
        tone: 'warning',
        title: 'administration.health.rejected.title',
        count: state.rejected_24h,
        advice: 'administration.health.rejected.advice',
        ...open,
      },
    ];
  if (state.received_24h > 0) return [];
  if (state.installed_models.length > 0)
    return isOld(state.installed_at)
      ? [
          {
            tone: 'info',
            title: 'administration.health.silent.title',
            advice: 'administration.health.silent.advice',
            ...open,
          },
        ]
      : [];
  return [
    {
      tone: 'info',
      title: 'administration.health.noWebhooks.title',
      advice: 'administration.health.noWebhooks.advice',
      ...open,
    },
  ];
}

/** Within a day of it there may have been nothing to tell. */
function isOld(installed: string | null) {
  return installed !== null && Date.now() - Date.parse(installed) > 86_400_000;
}

/** Silence is not health. */
function unknown(standing: Standing): Finding[] {
  const problem = Object.values(standing).find((part) => part instanceof Error);
  if (!problem) return [];
  return [
    {
      tone: 'warning',
      title: 'administration.health.unknown.title',
      words: problem.message,
      advice: 'administration.health.unknown.advice',
      to: '/administration/settings',
      action: 'administration.health.openSettings',
    },
  ];
}
