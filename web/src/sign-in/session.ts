import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, bodyOf, rememberCsrfToken } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { User } from '@/api/types';

/** The signed-in user, or null. Read again when the window is seen, since another tab may have signed out. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 60_000,
  refetchOnWindowFocus: true,
});

const expiredKey = ['session', 'expired'];

async function readSession({ signal }: { signal: AbortSignal }): Promise<User | null> {
  try {
    const session = await bodyOf(api.GET('/api/auth/session', { signal }));
    rememberCsrfToken(session.csrf_token);
    return session.user;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return null;
    throw problem;
  }
}

/** Only below the shell, whose route lets nobody in without a session. */
export function useUser(): User {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('useUser was called on a page that needs no session');
  return data;
}

export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    await bodyOf(api.DELETE('/api/auth/session'));
    forgetSession(queryClient);
    await router.navigate({ to: '/sign-in' });
  };
}

/** What one person has read must not wait in memory for the next. */
export function forgetSession(queryClient: QueryClient) {
  rememberCsrfToken(null);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

/** The server ended it, not the person: the sign-in page says so. */
export function expireSession(queryClient: QueryClient) {
  forgetSession(queryClient);
  queryClient.setQueryData(expiredKey, true);
}

export function useSessionExpired() {
  return useQueryClient().getQueryData<boolean>(expiredKey) ?? false;
}

/** Signed in, and nothing stands between the user and the pages. */
export function mayEnter(user: User | null): user is User {
  return user !== null && !user.must_change_password && user.approval_status !== 'pending';
}
