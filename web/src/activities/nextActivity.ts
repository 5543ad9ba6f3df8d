import { queryOptions } from '@tanstack/react-query';
import { graphql } from '@/api/graphql';
import { freshnessOf, type Fresh } from '@/changes/freshness';

export interface NextActivity extends Fresh {
  /** The earliest that is planned; null where nothing is. */
  activity: {
    summary: string | null;
    date_deadline: string;
    /** By the date alone. */
    state: 'overdue' | 'today' | 'planned';
    activity_type: { name: string | null } | null;
  } | null;
}

/** What is to be done next about an opportunity. */
export const nextActivityQuery = (opportunityId: number) =>
  queryOptions({
    queryKey: ['activities', 'next', opportunityId],
    queryFn: () => readNext(opportunityId),
    meta: { models: ['mail.activity', 'mail.activity.type'] },
  });

const document = `query Next($ids: [Int!], $limit: Int) {
  opportunities(filter: { id: { in: $ids } }, limit: $limit) {
    id
    activities(filter: { active: { eq: true } }, sort_by: date_deadline, sort_order: asc, limit: 1) {
      summary date_deadline state activity_type { name }
    }
  }
}`;

interface Answer {
  opportunities: { id: number; activities: NonNullable<NextActivity['activity']>[] }[];
}

/** The most that the API gives at once. */
const mostIds = 100;

interface Asked {
  id: number;
  answer: (next: NextActivity) => void;
  fail: (why: unknown) => void;
}

const asked: Asked[] = [];

/** All cards that are drawn ask at the same moment: one question for all of them. */
function readNext(id: number) {
  return new Promise<NextActivity>((answer, fail) => {
    if (asked.length === 0) setTimeout(() => askForAll(asked.splice(0)));
    asked.push({ id, answer, fail });
  });
}

function askForAll(all: Asked[]) {
  for (let from = 0; from < all.length; from += mostIds) void askForSome(all.slice(from, from + mostIds));
}

async function askForSome(some: Asked[]) {
  try {
    const ids = some.map(({ id }) => id);
    const { data, headers } = await graphql<Answer>(
      document,
      { ids, limit: ids.length },
      // One card that is gone must not stop the others.
      new AbortController().signal,
    );
    const found = new Map(data.opportunities.map((each) => [each.id, each.activities[0] ?? null]));
    some.forEach(({ id, answer }) => answer({ activity: found.get(id) ?? null, ...freshnessOf(headers) }));
  } catch (why) {
    some.forEach(({ fail }) => fail(why));
  }
}
