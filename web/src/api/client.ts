import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem } from './problem';
import type { paths } from './schema';
import type { Complete } from './types';

/** Testing a far-away Odoo is the slowest thing that the server does for us while we wait. */
const timeoutMs = 90_000;
const signInPaths = ['/api/auth/login', '/api/login', '/api/auth/microsoft/complete', '/api/auth/session'];

let csrfToken: string | null = null;
let whenSignedOut: () => void = () => undefined;

export function rememberCsrfToken(token: string | null) {
  csrfToken = token;
}

/** What unsafe requests of a browser's session carry, those too that the generated client does not make. */
export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {};
}

/** The listener hears when any route but sign-in answers 401: the session ended elsewhere. */
export function onSignedOut(listener: () => void) {
  whenSignedOut = listener;
}

export function signedOut() {
  whenSignedOut();
}

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !signInPaths.includes(new URL(request.url).pathname)) signedOut();
  },
};

// Lists can be had as CSV as well; the pages ask for JSON.
export const api = createClient<paths, 'application/json'>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
});

api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a success; everything else is thrown as an ApiProblem. */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<Complete<T>> {
  return (await answerOf(call)).body;
}

export async function answerOf<T>(
  call: Promise<Answer<T>>,
): Promise<{ body: Complete<T>; headers: Headers }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    // A cancelled read is no failure: whoever cancelled it must see it as such.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw ApiProblem.unreachable(cause);
  });
  if (!response.ok) throw ApiProblem.fromResponse(response, error);
  return { body: data as Complete<T>, headers: response.headers };
}
