import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { User } from '@/api/types';
import type { Choice } from '@/fields/field';
import { useUser } from '@/sign-in/session';

/** The small tables that leads point to: read whole, and once. */
const staleMs = 5 * 60_000;

/** More than this nobody chooses from a list. */
const most = 1_000;

interface Paged {
  pagination: { next_cursor: string | null };
}

async function readAll<Page extends Paged>(
  read: (cursor: string | undefined) => Promise<Page>,
  namesOf: (page: Page) => { id: number; name: string | null }[],
) {
  const choices: Choice[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null && choices.length < most;) {
    const page: Page = await read(cursor);
    choices.push(...namesOf(page).map(({ id, name }) => ({ value: id, label: name ?? `#${id}` })));
    cursor = page.pagination.next_cursor;
  }
  return choices;
}

const whole = { per_page: 100, count: 'none' as const };

export const stagesQuery = queryOptions({
  queryKey: ['lookup', 'stages'],
  queryFn: ({ signal }) =>
    readAll(
      (cursor) => bodyOf(api.GET('/api/crm/stages', { params: { query: { ...whole, cursor } }, signal })),
      ({ stages }) => stages,
    ),
  staleTime: staleMs,
  meta: { models: ['crm.stage'] },
});

export const teamsQuery = queryOptions({
  queryKey: ['lookup', 'teams'],
  queryFn: ({ signal }) =>
    readAll(
      (cursor) => bodyOf(api.GET('/api/crm/teams', { params: { query: { ...whole, cursor } }, signal })),
      ({ teams }) => teams.filter(({ active }) => active !== false),
    ),
  staleTime: staleMs,
  meta: { models: ['crm.team'] },
});

export const tagsQuery = queryOptions({
  queryKey: ['lookup', 'tags'],
  queryFn: ({ signal }) =>
    readAll(
      (cursor) =>
        bodyOf(
          api.GET('/api/crm/tags', { params: { query: { ...whole, sort_by: 'name', cursor } }, signal }),
        ),
      ({ tags }) => tags,
    ),
  staleTime: staleMs,
  meta: { models: ['crm.tag'] },
});

export const lostReasonsQuery = queryOptions({
  queryKey: ['lookup', 'lost-reasons'],
  queryFn: ({ signal }) =>
    readAll(
      (cursor) =>
        bodyOf(api.GET('/api/crm/lost-reasons', { params: { query: { ...whole, cursor } }, signal })),
      ({ lost_reasons }) => lost_reasons.filter(({ active }) => active !== false),
    ),
  staleTime: staleMs,
  meta: { models: ['crm.lost.reason'] },
});

/** Odoo's users for administrators; for others those who have signed in here, which is all that they are told of. */
const salespeopleQuery = (user: User) =>
  queryOptions({
    queryKey: ['lookup', 'salespeople', user.role],
    queryFn: ({ signal }) => (user.role === 'admin' ? readOdooUsers(signal) : readColleagues(signal)),
    staleTime: staleMs,
    meta: { models: ['res.users'] },
  });

async function readOdooUsers(signal: AbortSignal) {
  return readAll(
    (cursor) => bodyOf(api.GET('/api/crm/users', { params: { query: { ...whole, cursor } }, signal })),
    ({ users }) => users,
  );
}

async function readColleagues(signal: AbortSignal): Promise<Choice[]> {
  const { users } = await bodyOf(api.GET('/api/users', { signal }));
  return users.flatMap(({ odoo_user_id, full_name }) =>
    odoo_user_id === null ? [] : [{ value: odoo_user_id, label: full_name }],
  );
}

/** Active users of Causeway itself, to whom tasks are given. */
export const peopleQuery = queryOptions({
  queryKey: ['lookup', 'people'],
  queryFn: async ({ signal }): Promise<Choice[]> => {
    const { users } = await bodyOf(api.GET('/api/users', { signal }));
    return users.map(({ id, full_name }) => ({ value: id, label: full_name }));
  },
  staleTime: staleMs,
});

/** A small table that administrators alone are told of. */
const recordsQuery = (model: 'res.country' | 'res.partner.category') =>
  queryOptions({
    queryKey: ['lookup', model],
    queryFn: ({ signal }) => {
      const query = { ...whole, fields: 'name', sort_by: 'name' };
      return readAll(
        (cursor) =>
          bodyOf(
            api.GET('/api/records/{model}', {
              params: { path: { model }, query: { ...query, ...(cursor && { cursor }) } },
              signal,
            }),
          ),
        ({ records }) => records as unknown as { id: number; name: string | null }[],
      );
    },
    staleTime: staleMs,
    meta: { models: [model] },
  });

const none: readonly Choice[] = [];

export const useStages = () => useQuery(stagesQuery).data ?? none;
export const useTeams = () => useQuery(teamsQuery).data ?? none;
export const useTags = () => useQuery(tagsQuery).data ?? none;
export const useLostReasons = () => useQuery(lostReasonsQuery).data ?? none;
export const usePeople = () => useQuery(peopleQuery).data ?? none;

export function useSalespeople() {
  return useQuery(salespeopleQuery(useUser())).data ?? none;
}

/** Null for who is not told of them. */
export const useCountries = () => useRecords('res.country');
export const usePartnerTags = () => useRecords('res.partner.category');

function useRecords(model: 'res.country' | 'res.partner.category') {
  const admin = useUser().role === 'admin';
  const { data } = useQuery({ ...recordsQuery(model), enabled: admin });
  return admin ? (data ?? none) : null;
}

/** Customers by a part of their name, their town, their telephone number. */
export async function findPartners(q: string, signal: AbortSignal): Promise<Choice[]> {
  const contacts = await readPartners(q, signal);
  return contacts.map(({ id, complete_name, name }) => ({
    value: id,
    label: complete_name ?? name ?? `#${id}`,
  }));
}

/** The companies behind them, and who is nobody's: to whom invoices go. */
export async function findAccounts(q: string, signal: AbortSignal): Promise<Choice[]> {
  const accounts = (await readPartners(q, signal)).flatMap(({ account }) => account ?? []);
  const names = new Map(accounts.map(({ id, name }) => [id, name ?? `#${id}`]));
  return [...names].map(([value, label]) => ({ value, label }));
}

async function readPartners(q: string, signal: AbortSignal) {
  const query = {
    ...(q && { q }),
    active: 'true' as const,
    per_page: 20,
    count: 'none' as const,
    sort_by: 'name' as const,
  };
  return (await bodyOf(api.GET('/api/contacts', { params: { query }, signal }))).contacts;
}

export async function partnerName(id: number, signal: AbortSignal) {
  const contact = await bodyOf(api.GET('/api/contacts/{id}', { params: { path: { id } }, signal }));
  return contact.complete_name ?? contact.name ?? `#${id}`;
}
