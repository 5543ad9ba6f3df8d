import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '@/search/SearchBox';
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
  return (
    <SearchBox
      label={t('board.search')}
      text={text}
      setText={setText}
      box={box}
      className="min-w-0 md:max-w-60"
    />
  );
}
