import { useRouter } from '@tanstack/react-router';
import { useUser } from '@/sign-in/session';
import { destinationsFor, type Destination } from './destinations';
import { useShortcut } from './shortcuts';

/** `g` and a letter lead to each page. */
export function GoShortcuts() {
  const all = destinationsFor(useUser()).flatMap(({ destinations }) => destinations);
  return all.map((destination) => <GoShortcut key={destination.to} {...destination} />);
}

function GoShortcut({ to, label, keys }: Destination) {
  const router = useRouter();
  useShortcut(
    { keys: keys ?? '', label, group: 'go', run: () => void router.navigate({ to }) },
    keys !== undefined,
  );
  return null;
}
