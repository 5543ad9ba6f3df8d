import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { SearchBox } from '@/search/SearchBox';
import { useTypedText } from '@/search/useTypedText';
import { useShortcut } from '@/shell/shortcuts';
import { useUser } from '@/sign-in/session';

/** On a phone there is little room beside whose cards they are: with the cursor, or a text, in it, it has a line of its own. */
const ownLine =
  'max-md:focus-within:order-1 max-md:focus-within:basis-full max-md:has-[input:not(:placeholder-shown)]:order-1 max-md:has-[input:not(:placeholder-shown)]:basis-full';

export function BoardSearch() {
  const { t } = useTranslation();
  const { q = '' } = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  const [text, setText] = useTypedText(q, (typed) => {
    void navigate({ search: (old) => ({ ...old, q: typed || undefined }), replace: true });
  });
  const hasWhose = useUser().odoo_user_id !== null;
  const box = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: 'board.search', group: 'page', run: () => box.current?.focus() });
  return (
    <SearchBox
      label={t('board.search')}
      text={text}
      setText={setText}
      box={box}
      className={cn('min-w-16 md:max-w-60', hasWhose && ownLine)}
    />
  );
}
