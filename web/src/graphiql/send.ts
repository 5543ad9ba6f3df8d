export interface Request {
  query: string;
  variables?: Record<string, unknown>;
  /** The connection's id; the default one where it is empty. */
  connection: string;
  /** A token; the browser's session where it is empty. */
  token: string;
}

async function csrfToken() {
  const answer = await fetch('/api/auth/session', { credentials: 'same-origin' });
  if (!answer.ok) throw new Error('You are not signed in.');
  return ((await answer.json()) as { csrf_token: string }).csrf_token;
}

async function post(path: string, { query, variables, connection, token }: Request, signal?: AbortSignal) {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (connection) headers['X-Connection'] = connection;
  if (token) headers.authorization = `Bearer ${token}`;
  else headers['X-CSRF-Token'] = await csrfToken();
  const body = JSON.stringify({ query, variables });
  const credentials = token ? 'omit' : 'same-origin';
  const answer = await fetch(path, { method: 'POST', headers, body, credentials, signal });
  if (answer.headers.get('content-type')?.includes('problem')) throw new Error(await answer.text());
  return answer;
}

export async function send(request: Request): Promise<unknown> {
  return (await post('/graphql', request)).json();
}

/** The responses of a subscription, as server-sent events bring them. */
export async function* follow(request: Request, signal: AbortSignal): AsyncGenerator<unknown> {
  const answer = await post('/graphql/stream', request, signal);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: {"')) yield JSON.parse(line.slice('data: '.length));
  }
}
