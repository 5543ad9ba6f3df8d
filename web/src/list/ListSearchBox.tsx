import { SearchBox } from '@/search/SearchBox';
import { useTypedText } from '@/search/useTypedText';
import { plain } from './listAddress';
import type { ListAddress } from './useListAddress';

export function ListSearchBox({ label, address }: { label: string; address: ListAddress }) {
  const [text, setText] = useTypedText(String(address.filters.q ?? ''), (typed) =>
    address.setFilter('q', plain(typed), true),
  );
  return <SearchBox label={label} text={text} setText={setText} className="min-w-36 md:max-w-64" />;
}
