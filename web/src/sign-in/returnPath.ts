interface SignInSearch {
  return?: string;
}

export function signInSearch(search: Record<string, unknown>): SignInSearch {
  return typeof search.return === 'string' ? { return: search.return } : {};
}

/** A path of ours only: a link to the sign-in page must not be a way to send people elsewhere. */
export function safeReturn(path: string | undefined) {
  if (!path) return '/';
  const url = new URL(path, window.location.origin);
  const ours =
    url.origin === window.location.origin && path.startsWith('/') && !url.pathname.startsWith('/sign-in');
  return ours ? url.pathname + url.search + url.hash : '/';
}
