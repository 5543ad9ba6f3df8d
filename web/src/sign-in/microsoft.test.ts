import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authorizeAddress, finishMicrosoft } from './microsoft';

const config = {
  client_id: 'our-id',
  tenant_id: 'contoso',
  authority: 'https://login.example.com/contoso',
  scopes: ['openid', 'profile', 'email'],
  redirect_uri: 'https://crm.example.com/sign-in/microsoft',
  message: null,
};

const begun = {
  state: 'a state',
  nonce: 'a nonce',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  redirectUri: config.redirect_uri,
  returnTo: '/opportunities',
};

/** Comes back from Microsoft with this answer; what was sent to our server, and what the sign-in page will say. */
async function comeBack(answer: string, asked: typeof begun | null = begun) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'POST') sent.push(await request.json());
    return new Response(JSON.stringify({ user: { username: 'ada' }, csrf_token: 'x' }), {
      headers: { 'Content-Type': 'application/json' },
    });
  });
  sessionStorage.clear();
  if (asked) sessionStorage.setItem('causeway.microsoft', JSON.stringify(asked));
  const queryClient = new QueryClient();
  const returnTo = await finishMicrosoft(queryClient, answer);
  const failure = queryClient.getQueryData<Error>(['sign-in', 'microsoft-failure']);
  return { sent, returnTo, failure: failure?.message };
}

describe('signing in with Microsoft', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('asks with the challenge of RFC 7636, and for the answer where no server sees it', async () => {
    const asked = new URL(await authorizeAddress(config, begun));
    expect(asked.origin + asked.pathname).toBe('https://login.example.com/contoso/oauth2/v2.0/authorize');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'our-id',
      response_type: 'code',
      response_mode: 'fragment',
      scope: 'openid profile email',
      state: 'a state',
      nonce: 'a nonce',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    expect(asked.href).not.toContain(begun.verifier);
  });

  it('hands the code on with what it was asked with, once', async () => {
    const { sent, returnTo, failure } = await comeBack('code=a+code&state=a+state');
    expect(failure).toBeUndefined();
    expect(returnTo).toBe('/opportunities');
    expect(sent).toEqual([
      {
        code: 'a code',
        code_verifier: begun.verifier,
        redirect_uri: begun.redirectUri,
        nonce: 'a nonce',
        session: true,
      },
    ]);
    expect(sessionStorage.getItem('causeway.microsoft')).toBeNull();
  });

  it.each([
    ['another state', 'code=x&state=another', begun, 'stranger'],
    ['no state', 'code=x', begun, 'stranger'],
    ['an answer that nobody asked for', 'code=x&state=a+state', null, 'stranger'],
    ['a refusal by the person', 'error=access_denied&state=a+state', begun, 'denied'],
    [
      'a refusal by Microsoft',
      'error=server_error&error_description=Call+me&state=a+state',
      begun,
      'refused',
    ],
  ])('sends nothing for %s', async (_, answer, asked, reason) => {
    const { sent, failure } = await comeBack(answer, asked);
    expect(failure).toBe(reason);
    expect(sent).toEqual([]);
    expect(sessionStorage.getItem('causeway.microsoft')).toBeNull();
  });
});
