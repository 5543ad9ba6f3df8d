import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useShortcut } from '@/shell/shortcuts';

/** Whether a new opportunity is typed in a column: by its own button; in the first one also by key and by address. */
export function useCreating(first: boolean) {
  const { add } = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  const [here, setHere] = useState(false);
  const create = () => setHere(true);
  useShortcut({ keys: 'n', label: 'board.new', group: 'page', run: create }, first);

  const close = () => {
    setHere(false);
    if (add) void navigate({ search: (old) => ({ ...old, add: undefined }), replace: true });
  };
  return { creating: here || (first && add === true), create, close };
}
