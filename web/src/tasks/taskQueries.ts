import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, bodyOf } from '@/api/client';
import type { Task } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import type { ListQuery } from '@/list/list';

/** Tasks are Causeway's own and in no change feed: an open page reads them again by itself. */
export const taskRefreshMs = 30_000;

export async function readTasks(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/tasks', { params: { query }, signal }));
  return { rows: body.tasks, total: body.pagination.total, ...freshnessOf(headers) };
}

type Linkable = 'crm.lead' | 'res.partner';

/** Open tasks about one record, the next first. */
export const recordTasksQuery = (model: Linkable, id: number) =>
  tasksAbout(model, id, { status: 'open', sort_by: 'task_time', sort_order: 'asc' });

/** Closed ones, the latest first. */
export const closedTasksQuery = (model: Linkable, id: number) =>
  tasksAbout(model, id, { status: 'closed', sort_by: 'closed_at', sort_order: 'desc' });

interface TaskOrder {
  status: 'open' | 'closed';
  sort_by: 'task_time' | 'closed_at';
  sort_order: 'asc' | 'desc';
}

const tasksAbout = (model: Linkable, id: number, order: TaskOrder) =>
  queryOptions({
    queryKey: ['tasks', 'record', model, id, order.status],
    queryFn: async ({ signal }): Promise<Task[]> => {
      const query = { odoo_model: model, odoo_id: id, ...order, per_page: 100 };
      return (await bodyOf(api.GET('/api/tasks', { params: { query }, signal }))).tasks;
    },
    refetchInterval: taskRefreshMs,
  });

/** More than a month's calendar can show, and not so many that a page grows heavy. */
const mostInMonth = 500;

/** All tasks between two days, the zone's edge hours included. */
export const monthTasksQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['tasks', 'month', from, to],
    queryFn: async ({ signal }) => {
      const tasks: Task[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null && tasks.length < mostInMonth) {
        const query = {
          due_from: new Date(`${from}T00:00`).toISOString(),
          due_to: new Date(`${to}T23:59:59`).toISOString(),
          sort_by: 'task_time' as const,
          sort_order: 'asc' as const,
          count: 'none' as const,
          per_page: 100,
          cursor,
        };
        const page = await bodyOf(api.GET('/api/tasks', { params: { query }, signal }));
        tasks.push(...page.tasks);
        cursor = page.pagination.next_cursor;
      }
      return { tasks, cut: cursor !== null };
    },
    refetchInterval: taskRefreshMs,
  });

export const tasksByPersonQuery = queryOptions({
  queryKey: ['tasks', 'people'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/analytics/dashboard', { signal }))).user_tasks,
  refetchInterval: taskRefreshMs,
});

const next = 8;

export const openTasksOfQuery = (person: string) =>
  queryOptions({
    queryKey: ['tasks', 'of', person],
    queryFn: async ({ signal }) => {
      const query = {
        contact_person_id: person,
        status: 'open' as const,
        sort_by: 'task_time' as const,
        sort_order: 'asc' as const,
        count: 'none' as const,
        per_page: next,
      };
      return (await bodyOf(api.GET('/api/tasks', { params: { query }, signal }))).tasks;
    },
    refetchInterval: taskRefreshMs,
  });

/** One's own open tasks, those with the earliest reminders first. */
export const remindersQuery = (person: string) =>
  queryOptions({
    queryKey: ['tasks', 'reminders', person],
    queryFn: async ({ signal }) => {
      const query = {
        contact_person_id: person,
        status: 'open' as const,
        sort_by: 'reminder_at' as const,
        sort_order: 'asc' as const,
        count: 'none' as const,
        per_page: 50,
      };
      return (await bodyOf(api.GET('/api/tasks', { params: { query }, signal }))).tasks;
    },
    refetchInterval: 2 * taskRefreshMs,
  });
