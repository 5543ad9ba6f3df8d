import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { Connection } from '@/api/types';
import { onConnection } from '@/connections/onConnection';

const askAgainMs = 15_000;

/** How one connection stands, asked of every route that knows a part of it. What fails is named, and the rest is shown. */
export const standingQuery = (connection: Connection) =>
  queryOptions({
    queryKey: ['administration', 'standing', connection.id],
    queryFn: ({ signal }) => readStanding(connection.id, signal),
    refetchInterval: askAgainMs,
  });

async function readStanding(id: number, signal: AbortSignal) {
  const options = { params: { query: onConnection(id) }, signal };
  const [health, schedule, database, holds, quarantine, webhooks] = await Promise.all([
    settle(bodyOf(api.GET('/api/integrations/background-sync/health', options))),
    settle(bodyOf(api.GET('/api/integrations/background-sync/status', options))),
    settle(bodyOf(api.GET('/api/integrations/odoo/database', options))),
    settle(bodyOf(api.GET('/api/integrations/holds', options))),
    settle(
      bodyOf(
        api.GET('/api/integrations/quarantine', {
          params: { query: { ...onConnection(id), per_page: 1 } },
          signal,
        }),
      ),
    ),
    settle(bodyOf(api.GET('/api/webhooks/status', options))),
  ]);
  return { health, schedule, database, holds, quarantine, webhooks };
}

export type Standing = Awaited<ReturnType<typeof readStanding>>;

/** An answer, or why there is none. */
async function settle<T>(call: Promise<T>): Promise<T | Error> {
  try {
    return await call;
  } catch (problem) {
    if (problem instanceof DOMException) throw problem;
    return problem as Error;
  }
}

export const approvalsQuery = queryOptions({
  queryKey: ['administration', 'users', 'waiting'],
  queryFn: async ({ signal }) => {
    const [users, proposals] = await Promise.all([
      bodyOf(
        api.GET('/api/auth/users', {
          params: { query: { approval_status: 'pending', per_page: 1 } },
          signal,
        }),
      ),
      bodyOf(
        api.GET('/api/auth/odoo-proposals', {
          params: { query: { status: 'waiting', per_page: 1 } },
          signal,
        }),
      ),
    ]);
    return { users: users.pagination.total ?? 0, proposals: proposals.pagination.total ?? 0 };
  },
  refetchInterval: askAgainMs,
});

export const serverQuery = queryOptions({
  queryKey: ['administration', 'server'],
  queryFn: ({ signal }) => bodyOf(api.GET('/health/ready', { signal })),
  refetchInterval: askAgainMs,
});
