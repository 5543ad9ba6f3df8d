import { SearchIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Keys } from '@/components/ui/kbd';
import { usePanels } from './panels';

/** Opens the command menu, for who does not know its key. */
export function SearchButton({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  const { show } = usePanels();
  if (compact)
    return (
      <Button variant="ghost" size="icon" aria-label={t('shell.commands')} onClick={() => show('commands')}>
        <SearchIcon aria-hidden />
      </Button>
    );
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => show('commands')}
      className="mt-2 flex h-8 items-center gap-2.5 rounded-md border bg-card px-2 text-muted-foreground shadow-card hover:text-foreground"
    >
      <SearchIcon aria-hidden className="size-4" />
      <span className="flex-1 text-start">{t('shell.searchShort')}</span>
      <span aria-hidden>
        <Keys keys="mod+k" />
      </span>
    </button>
  );
}
