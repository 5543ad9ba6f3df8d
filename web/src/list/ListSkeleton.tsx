import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton';

const widths = ['w-2/3', 'w-1/2', 'w-3/4', 'w-3/5', 'w-2/5', 'w-2/3', 'w-1/2', 'w-3/4', 'w-3/5', 'w-1/2'];

export function ListSkeleton({ phone }: { phone: boolean }) {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      data-testid="list-loading"
      className="min-h-0 flex-1 overflow-hidden px-4 md:px-5"
    >
      {widths.map((width, index) =>
        phone ? (
          <Skeleton key={index} className="mb-2 h-24" />
        ) : (
          <div key={index} className="flex h-10 items-center gap-6 border-b">
            <div className="flex-3">
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
            {[1, 2, 3, 4].map((cell) => (
              <div key={cell} className="flex-1">
                <Skeleton className="h-3.5 w-4/5" />
              </div>
            ))}
          </div>
        ),
      )}
    </div>
  );
}
