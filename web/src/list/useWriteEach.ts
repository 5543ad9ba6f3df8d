import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { refusalOf } from '@/fields/refusal';
import type { Outcome, Unchanged } from './BulkOutcome';
import type { ListAction, ListDefinition } from './list';

/** A browser has six connections, and what is on the page needs some. */
const atOnce = 3;

type Write<Row> = (row: Row) => Promise<unknown>;

/** A write for each chosen row, where the API has none for many, with what came of each. */
export function useWriteEach<Row>(
  { selected, clear, keep }: ListAction<Row>,
  { name, titleOf }: Pick<ListDefinition<Row>, 'name' | 'titleOf'>,
) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: (write: Write<Row>) => writeEach(selected, write, titleOf),
    onSuccess: (told) => {
      if (told.unchanged.length > 0) {
        setOutcome(told);
        keep(new Set(told.unchanged.map(({ id }) => id)));
      } else {
        toast.success(t('list.bulk.done', { count: told.updated }));
        clear();
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['list', name] }),
  });
  return { writeEach: mutate, isWriting: isPending, outcome, forget: () => setOutcome(null) };
}

async function writeEach<Row>(
  rows: ReadonlyMap<string, Row>,
  write: Write<Row>,
  titleOf: (row: Row) => string,
): Promise<Outcome> {
  const waiting = [...rows];
  const unchanged: Unchanged[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [id, row] = next;
      try {
        await write(row);
      } catch (error) {
        unchanged.push({ id, title: titleOf(row), reason: refusalOf(error as Error, '') });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { updated: rows.size - unchanged.length, total: rows.size, unchanged };
}
