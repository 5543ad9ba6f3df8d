import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from './ChangeFeed';
import { LiveQueries } from './LiveQueries';

function change(model: string, version: number): Change {
  return { version, model, id: 1, kind: 'update' };
}

/** A page that shows one live query; `position` is what the server says with each answer. */
async function watch(position: () => string | null, models: string[], asOf: string | null = null) {
  const queryClient = new QueryClient();
  const read = vi.fn(() => Promise.resolve({ position: position(), asOf }));
  const observer = new QueryObserver(queryClient, { queryKey: ['board'], queryFn: read, meta: { models } });
  observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  read.mockClear();
  return { live: new LiveQueries(queryClient), read };
}

describe('live queries', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are read again after a change of a model that they show', async () => {
    const { live, read } = await watch(() => '10-9f86d081', ['crm.lead']);
    live.take(change('crm.lead', 11));
    await vi.advanceTimersByTimeAsync(300);
    expect(read).toHaveBeenCalledOnce();
  });

  it('are left alone by other models', async () => {
    const { live, read } = await watch(() => '10-9f86d081', ['crm.lead']);
    live.take(change('account.move', 11));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(read).not.toHaveBeenCalled();
  });

  it('ignore the echo of what they already hold', async () => {
    const { live, read } = await watch(() => '12-9f86d081', ['crm.lead']);
    live.take(change('crm.lead', 11));
    live.take(change('crm.lead', 12));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(read).not.toHaveBeenCalled();
  });

  it('are read once for a burst', async () => {
    const { live, read } = await watch(() => '10-9f86d081', ['crm.lead']);
    for (let version = 11; version < 111; version++) live.take(change('crm.lead', version));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toHaveBeenCalledOnce();
  });

  it('are read every two seconds while changes do not end', async () => {
    const { live, read } = await watch(() => '10-9f86d081', ['crm.lead']);
    for (let version = 11; version < 71; version++) {
      live.take(change('crm.lead', version));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('are read after every change where the server names no position', async () => {
    const { live, read } = await watch(() => null, ['crm.lead']);
    live.take(change('crm.lead', 1));
    await vi.advanceTimersByTimeAsync(300);
    expect(read).toHaveBeenCalledOnce();
  });

  it('are read again when what they say of Odoo has grown old', async () => {
    const { live, read } = await watch(() => '10-9f86d081', ['crm.lead'], new Date().toISOString());
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    live.readAged();
    expect(read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    live.readAged();
    expect(read).toHaveBeenCalledOnce();
  });
});
