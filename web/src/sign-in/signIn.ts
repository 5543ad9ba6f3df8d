import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, bodyOf } from '@/api/client';
import { safeReturn } from './returnPath';
import { mayEnter, sessionQuery } from './session';

export type SignInMethod = 'local' | 'odoo';

export interface Credentials {
  username: string;
  secret: string;
}

export function useSignIn(method: SignInMethod, returnTo: string | undefined) {
  const enter = useEnter(returnTo);
  return useMutation({
    mutationFn: ({ username, secret }: Credentials) =>
      method === 'local'
        ? bodyOf(api.POST('/api/auth/login', { body: { username, password: secret, session: true } }))
        : bodyOf(api.POST('/api/login', { body: { username, api_key: secret, session: true } })),
    onSuccess: enter,
  });
}

/** Reads who is signed in now, and goes where the person wanted to be unless a step remains. */
export function useEnter(returnTo: string | undefined) {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    const user = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (mayEnter(user)) router.history.push(safeReturn(returnTo));
  };
}
