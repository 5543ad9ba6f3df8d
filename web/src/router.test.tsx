import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createQueryClient } from './api/queryClient';
import './i18n';
import { createAppRouter } from './router';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

const signedOut: Answer = { status: 401, body: { detail: 'Not signed in' } };

/** The server's side, route by route; what a test does not name is signed out. */
function serve(answers: Record<string, () => Answer>) {
  vi.stubGlobal('fetch', (request: Request) => {
    const { pathname } = new URL(request.url);
    const { status, body, headers } = (answers[`${request.method} ${pathname}`] ?? (() => signedOut))();
    return Promise.resolve(
      new Response(JSON.stringify(body ?? {}), {
        status,
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    );
  });
}

function open(path: string) {
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [path] }));
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

async function signIn(username: string, password: string) {
  const user = userEvent.setup({ delay: null });
  await user.type(await screen.findByLabelText('User name or email'), username);
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('comes first, and remembers where one wanted to go', async () => {
    serve({});
    const router = open('/opportunities?q=desk');
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(router.state.location.search).toEqual({ return: '/opportunities?q=desk' });
  });

  it('says plainly that the password was wrong', async () => {
    serve({ 'POST /api/auth/login': () => ({ status: 401, body: { detail: 'Invalid credentials' } }) });
    open('/');
    await signIn('ada', 'wrong');
    expect((await screen.findByRole('alert')).textContent).toContain('That did not match');
  });

  it('counts down until the server takes another attempt', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    serve({ 'POST /api/auth/login': () => ({ status: 429, headers: { 'Retry-After': '65' } }) });
    open('/');
    await signIn('ada', 'wrong');
    expect(await screen.findByText(/You can try again in 1 min/)).toBeTruthy();
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' });
    expect(button.disabled).toBe(true);

    await act(() => vi.advanceTimersByTimeAsync(65_000));
    expect(button.disabled).toBe(false);
  });

  it('asks for a new password before anything else', async () => {
    const user = {
      username: 'admin',
      role: 'admin',
      approval_status: 'approved',
      must_change_password: true,
    };
    serve({ 'GET /api/auth/session': () => ({ status: 200, body: { user, csrf_token: 'x' } }) });
    const router = open('/connection');
    expect(await screen.findByRole('heading', { name: 'Choose a new password' })).toBeTruthy();
    expect(router.state.location.pathname).toBe('/sign-in');
  });

  it('tells a new user that an administrator has to approve them', async () => {
    const user = { username: 'new', full_name: 'Nina', role: 'member', approval_status: 'pending' };
    serve({ 'GET /api/auth/session': () => ({ status: 200, body: { user, csrf_token: 'x' } }) });
    open('/');
    expect(await screen.findByRole('heading', { name: 'Waiting for approval' })).toBeTruthy();
  });
});
