import { SearchXIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/shell/EmptyState';
import type { ListAddress } from './useListAddress';

export function NoMatch({ address }: { address: ListAddress }) {
  const { t } = useTranslation();
  const { q, ...others } = address.filters;
  return (
    <EmptyState
      icon={SearchXIcon}
      title={t('list.noMatch.title')}
      action={
        <Button variant="outline" onClick={address.clear}>
          {t('list.noMatch.action')}
        </Button>
      }
    >
      {q === undefined
        ? t('list.noMatch.filters')
        : t(Object.keys(others).length > 0 ? 'list.noMatch.both' : 'list.noMatch.text', { q: String(q) })}
    </EmptyState>
  );
}
