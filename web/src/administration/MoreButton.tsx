import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';

interface MoreButtonProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The next page of a log, below what is shown; nothing where that is all. */
export function MoreButton({ query }: MoreButtonProps) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="outline"
      className="mx-auto mt-4 flex"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('administration.more')}
    </Button>
  );
}
