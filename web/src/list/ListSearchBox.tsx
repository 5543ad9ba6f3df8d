import { SearchIcon, XIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '@/components/ui/input';
import { plain } from './listAddress';
import type { ListAddress } from './useListAddress';

const typingPauseMs = 250;

export function ListSearchBox({ label, address }: { label: string; address: ListAddress }) {
  const { t } = useTranslation();
  const q = String(address.filters.q ?? '');
  const [text, setText] = useState(q);
  const [shownFor, setShownFor] = useState(q);
  const box = useRef<HTMLInputElement>(null);
  const { setFilter } = address;

  // The address changed by other means: back, forward, or "clear the filters".
  if (shownFor !== q) {
    setShownFor(q);
    if (text.trim() !== q) setText(q);
  }

  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => setFilter('q', plain(text), true), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, q, setFilter]);

  const clear = () => {
    setText('');
    box.current?.focus();
  };

  return (
    <search className="relative min-w-36 flex-1 md:max-w-64">
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={box}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={t('list.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && clear()}
        className="h-8 ps-8 pe-8 text-sm"
      />
      {text && (
        <button
          type="button"
          onClick={clear}
          aria-label={t('list.clearSearch')}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center text-muted-foreground hover:text-foreground"
        >
          <XIcon aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  );
}
