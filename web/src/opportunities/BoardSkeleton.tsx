import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton';

const columns = [4, 3, 5, 2, 3];

export function BoardSkeleton() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      data-testid="board-loading"
      className="flex min-h-0 flex-1 gap-3 overflow-hidden p-4 md:px-5"
    >
      {columns.map((cards, index) => (
        <div key={index} className="flex flex-[1_0_13.5rem] flex-col gap-2 rounded-xl bg-lane p-2">
          <Skeleton className="mx-1 mt-1 h-4 w-24" />
          <Skeleton className="mx-1 mb-2 h-3 w-32" />
          {Array.from({ length: cards }, (_, card) => (
            <Skeleton key={card} className="h-24 bg-card" />
          ))}
        </div>
      ))}
    </div>
  );
}
