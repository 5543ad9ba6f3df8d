import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '@/api/client';
import type { MicrosoftConfig } from '@/api/types';
import { sessionQuery } from './session';

/** Of this tab alone: another tab's sign-in is another. */
const storageKey = 'causeway.microsoft';
const failureKey = ['sign-in', 'microsoft-failure'];

/** What we asked Microsoft with, and compare its answer to. */
interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
  returnTo?: string;
}

export class MicrosoftFailure extends Error {
  constructor(readonly reason: 'denied' | 'refused' | 'stranger') {
    super(reason);
    this.name = 'MicrosoftFailure';
  }
}

export const microsoftQuery = queryOptions({
  queryKey: ['sign-in', 'microsoft'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/auth/microsoft/config', { signal })),
  staleTime: 300_000,
  // Without an answer there is no button; the other ways remain.
  retry: false,
});

/** Leaves for Microsoft. What proves that the answer is ours stays behind in this tab. */
export async function beginMicrosoft(config: MicrosoftConfig, returnTo: string | undefined) {
  const begun: Begun = {
    state: randomText(),
    nonce: randomText(),
    verifier: randomText(),
    redirectUri: config.redirect_uri!,
    returnTo,
  };
  const address = await authorizeAddress(config, begun);
  sessionStorage.setItem(storageKey, JSON.stringify(begun));
  window.location.assign(address);
}

export async function authorizeAddress(config: MicrosoftConfig, begun: Begun) {
  const address = new URL(`${config.authority}/oauth2/v2.0/authorize`);
  address.search = new URLSearchParams({
    client_id: config.client_id!,
    response_type: 'code',
    // Behind the #, which no browser sends to a server: the code gets into no log.
    response_mode: 'fragment',
    scope: config.scopes!.join(' '),
    redirect_uri: begun.redirectUri,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await challengeOf(begun.verifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
  }).toString();
  return address.href;
}

/** Takes Microsoft's answer, and tells where the person wanted to be. What went wrong waits for the sign-in page. */
export async function finishMicrosoft(queryClient: QueryClient, answer: string) {
  const begun = takeBegun();
  try {
    await complete(begun, new URLSearchParams(answer));
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  } catch (failure) {
    queryClient.setQueryData(failureKey, failure);
  }
  return begun?.returnTo;
}

export function useMicrosoftFailure() {
  return useQueryClient().getQueryData<Error>(failureKey) ?? null;
}

async function complete(begun: Begun | null, answer: URLSearchParams) {
  // Whoever sends somebody here with an answer of their own would sign them in as another.
  if (!begun || answer.get('state') !== begun.state) throw new MicrosoftFailure('stranger');
  const code = answer.get('code');
  if (!code) throw new MicrosoftFailure(answer.get('error') === 'access_denied' ? 'denied' : 'refused');
  const body = {
    code,
    code_verifier: begun.verifier,
    redirect_uri: begun.redirectUri,
    nonce: begun.nonce,
    session: true,
  };
  await bodyOf(api.POST('/api/auth/microsoft/complete', { body }));
}

/** Good once, whatever comes of it. */
function takeBegun(): Begun | null {
  const text = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  return text ? (JSON.parse(text) as Begun) : null;
}

function randomText() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
