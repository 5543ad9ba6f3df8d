import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '@/api/problem';

/** A record with the stamp by which a write finds out whether somebody else was there first. */
export interface Held {
  etag: string;
}

/** What somebody else made of a record while this page was about to write to it. */
export interface Conflict {
  before: Record<string, unknown>;
  now: Record<string, unknown>;
}

/** Writes under the stamp of what the page shows. Where somebody was faster, nothing is written, and the page shows both. */
export function useRecordSave<R extends Held>(key: QueryKey, lists: readonly string[]) {
  const queryClient = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const save = async (write: (record: R) => Promise<Partial<R>>) => {
    const record = queryClient.getQueryData<R>(key);
    if (!record) throw new Error('There is nothing to write to.');
    try {
      const written = await write(record);
      // A read that began before the write would put the old values back for a moment.
      await queryClient.cancelQueries({ queryKey: key });
      queryClient.setQueryData<R>(key, (old) => old && { ...old, ...written });
      setConflict(null);
      for (const list of lists) void queryClient.invalidateQueries({ queryKey: ['list', list] });
      void queryClient.invalidateQueries({ queryKey: ['opportunities'] });
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 412) {
        setConflict({
          before: record as Record<string, unknown>,
          now: (problem.current ?? {}) as Record<string, unknown>,
        });
        await queryClient.invalidateQueries({ queryKey: key });
      }
      throw problem;
    }
  };

  return { save, conflict, dismiss: () => setConflict(null) };
}
