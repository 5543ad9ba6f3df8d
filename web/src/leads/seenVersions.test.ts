import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { seenVersions } from './seenVersions';

const lead = (id: number, etag?: string) => ({ id, name: `Lead ${id}`, ...(etag && { etag }) });

describe('what a person has seen of leads', () => {
  const leaving: (() => void)[] = [];
  afterEach(() => leaving.splice(0).forEach((leave) => leave()));

  function page(queryClient: QueryClient, queryKey: string[], data: unknown, updatedAt: number) {
    queryClient.setQueryData(queryKey, data, { updatedAt });
    const observer = new QueryObserver(queryClient, { queryKey, queryFn: () => data, enabled: false });
    leaving.push(observer.subscribe(() => undefined));
  }

  it('is what was chosen, where the page does not show it any more', () => {
    expect(seenVersions(new QueryClient(), [lead(7, '"a"'), lead(8)])).toEqual({ 7: '"a"' });
  });

  it('is what the board shows by now, in its columns and behind them', () => {
    const queryClient = new QueryClient();
    page(queryClient, ['opportunities', 'board'], { columns: [{ opportunities: [lead(7, '"b"')] }] }, 2);
    page(queryClient, ['opportunities', 'more'], { pages: [{ opportunities: [lead(8, '"c"')] }] }, 1);
    expect(seenVersions(queryClient, [lead(7, '"a"'), lead(8, '"a"')])).toEqual({ 7: '"b"', 8: '"c"' });
  });

  it('is the latest of two reads, and nothing that is not on the page', () => {
    const queryClient = new QueryClient();
    page(queryClient, ['list', 'leads', 'now'], { rows: [lead(7, '"new"')] }, 3);
    page(queryClient, ['list', 'leads', 'old'], { rows: [lead(7, '"old"')] }, 2);
    queryClient.setQueryData(['list', 'leads', 'left'], { rows: [lead(7, '"left"')] }, { updatedAt: 4 });
    expect(seenVersions(queryClient, [lead(7)])).toEqual({ 7: '"new"' });
  });
});
