import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchIcon, XIcon } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '@/components/ui/input';
import { useTypedText } from '@/search/useTypedText';
import { useShortcut } from '@/shell/shortcuts';

export function BoardSearch() {
  const { t } = useTranslation();
  const { q = '' } = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  const [text, setText] = useTypedText(q, (typed) => {
    void navigate({ search: (old) => ({ ...old, q: typed || undefined }), replace: true });
  });
  const box = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: 'board.search', group: 'page', run: () => box.current?.focus() });

  const clear = () => {
    setText('');
    box.current?.focus();
  };

  return (
    <search className="relative min-w-0 flex-1 md:max-w-60">
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={box}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={t('board.search')}
        placeholder={t('board.searchShort')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && clear()}
        className="h-8 ps-8 pe-8 text-sm"
      />
      {text && (
        <button
          type="button"
          onClick={clear}
          aria-label={t('board.clearSearch')}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center text-muted-foreground hover:text-foreground"
        >
          <XIcon aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  );
}
