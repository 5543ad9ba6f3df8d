import { SearchIcon, XIcon } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';

interface SearchBoxProps {
  label: string;
  text: string;
  setText: (text: string) => void;
  /** For who puts the cursor there by a key. */
  box?: RefObject<HTMLInputElement | null>;
  className?: string;
}

/** Narrows the page's own records; Escape or the cross empties it. */
export function SearchBox({ label, text, setText, box, className }: SearchBoxProps) {
  const { t } = useTranslation();
  const own = useRef<HTMLInputElement>(null);
  const input = box ?? own;

  const clear = () => {
    setText('');
    input.current?.focus();
  };

  return (
    <search className={cn('relative flex-1', className)}>
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={t('shell.searchShort')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && clear()}
        className={cn('h-8 ps-8 text-sm text-ellipsis', text ? 'pe-8' : 'pe-2')}
      />
      {text && (
        <button
          type="button"
          onClick={clear}
          aria-label={t('search.clear')}
          className="absolute inset-y-0 end-0 grid w-8 place-items-center text-muted-foreground hover:text-foreground"
        >
          <XIcon aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  );
}
