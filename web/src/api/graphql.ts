import { csrfHeaders, signedOut } from './client';
import { ApiProblem } from './problem';

const timeoutMs = 30_000;

interface GraphQlAnswer<T> {
  data?: T | null;
  errors?: { message: string }[];
}

/** One query of GraphQL, where REST has no route for it: sums over a filter, and what fields an instance has. */
export async function graphql<T>(query: string, variables: Record<string, unknown>, signal: AbortSignal) {
  const response = await post({ query, variables }, signal);
  if (response.status === 401) signedOut();
  const answer = (await response.json().catch(() => null)) as GraphQlAnswer<T> | null;
  if (!response.ok) throw ApiProblem.fromResponse(response, answer);
  const [error] = answer?.errors ?? [];
  if (error || !answer?.data) throw new ApiProblem(response.status, { detail: error?.message }, null);
  return { data: answer.data, headers: response.headers };
}

async function post(body: object, signal: AbortSignal) {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...csrfHeaders() },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw ApiProblem.unreachable(cause);
  }
}
