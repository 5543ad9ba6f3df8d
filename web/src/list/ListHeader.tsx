import { LiveMark } from '@/changes/LiveMark';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { StaleMark } from '@/changes/StaleMark';
import { PageHeader } from '@/shell/PageHeader';
import type { ListDefinition, ListPage } from './list';

interface ListHeaderProps<Row> {
  list: ListDefinition<Row>;
  head: ListPage<Row> | undefined;
  /** Why the last read failed, while an older one is shown. */
  failure: Error | null;
  read: () => void;
}

export function ListHeader<Row>({ list, head, failure, read }: ListHeaderProps<Row>) {
  const total = head?.total;
  return (
    <PageHeader
      title={list.title}
      aside={
        total !== undefined &&
        total !== null && (
          <p
            role="status"
            data-testid="list-total"
            className="truncate text-muted-foreground tabular-nums max-md:max-w-28"
          >
            {list.count(total)}
          </p>
        )
      }
    >
      <div className="flex items-center gap-2 max-md:contents md:ms-auto">
        <ReadFailedMark failure={head ? failure : null} read={read} />
        <StaleMark asOf={head?.asOf ?? null} />
        {list.models.length > 0 && <LiveMark />}
      </div>
    </PageHeader>
  );
}
