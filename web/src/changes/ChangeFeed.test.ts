import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeFeed, type Change } from './ChangeFeed';

/** A change stream whose server side the test holds. */
class Line {
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly response: Response;

  constructor(signal: AbortSignal) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
    });
    this.response = new Response(body);
    signal.addEventListener('abort', () => this.drop());
  }

  send(text: string) {
    this.controller.enqueue(new TextEncoder().encode(text));
  }

  sendChange(version: number) {
    const change: Change = { version, model: 'crm.lead', id: 1, kind: 'update' };
    this.send(`id: ${version}\ndata: ${JSON.stringify(change)}\n\n`);
  }

  drop() {
    try {
      this.controller.error(new TypeError('network error'));
    } catch {
      // Dropped already.
    }
  }
}

function scene(answers: (Response | 'line' | 'down')[]) {
  const lines: Line[] = [];
  const positions: (string | null)[] = [];
  const changes: number[] = [];
  const feed = new ChangeFeed({
    random: () => 1,
    open: (position, signal) => {
      positions.push(position);
      const answer = answers.shift() ?? 'down';
      if (answer === 'down') return Promise.reject(new TypeError('Failed to fetch'));
      if (answer !== 'line') return Promise.resolve(answer);
      const line = new Line(signal);
      lines.push(line);
      return Promise.resolve(line.response);
    },
    onChange: (change) => changes.push(change.version),
    onReset: vi.fn(),
    onSignedOut: vi.fn(),
  });
  return { feed, lines, positions, changes };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the change feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('starts where the list was read, and passes on what changes', async () => {
    const { feed, lines, positions, changes } = scene(['line']);
    feed.start('41');
    await settle();
    lines[0]!.sendChange(42);
    await settle();
    expect(positions).toEqual(['41']);
    expect(changes).toEqual([42]);
    expect(feed.getState()).toEqual({ kind: 'live' });
  });

  it('says since when it knows nothing, and resumes behind the last event', async () => {
    const { feed, lines, positions } = scene(['line', 'line']);
    feed.start('41');
    await settle();
    lines[0]!.sendChange(57);
    await settle();
    const lastSign = Date.now();
    await vi.advanceTimersByTimeAsync(5_000);
    lines[0]!.drop();
    await settle();
    expect(feed.getState()).toEqual({ kind: 'lost', since: lastSign });

    await vi.advanceTimersByTimeAsync(1_000);
    expect(positions).toEqual(['41', '57']);
    expect(feed.getState()).toEqual({ kind: 'live' });
  });

  it('waits twice as long after each failure, and never over 30 seconds', async () => {
    const { feed, positions } = scene([]);
    feed.start(null);
    const waits: number[] = [];
    for (let tries = 1; tries < 8; tries++) {
      const before = Date.now();
      while (positions.length === tries) await vi.advanceTimersByTimeAsync(250);
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('begins with short waits again once an event has come', async () => {
    const { feed, lines, positions } = scene(['down', 'down', 'down', 'line']);
    feed.start(null);
    await vi.advanceTimersByTimeAsync(7_000);
    lines[0]!.sendChange(1);
    await settle();
    lines[0]!.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(positions).toHaveLength(5);
  });

  it('waits as long as the server asks', async () => {
    const busy = new Response(null, { status: 503, headers: { 'Retry-After': '20' } });
    const { feed, positions } = scene([busy, 'line']);
    feed.start(null);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(positions).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(feed.getState()).toEqual({ kind: 'live' });
  });

  it('gives up a line that has been silent for a minute', async () => {
    const { feed, lines, positions } = scene(['line', 'line']);
    feed.start('1');
    await vi.advanceTimersByTimeAsync(50_000);
    lines[0]!.send(': beat\n\n');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(positions).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(positions).toHaveLength(2);
  });

  it('does not wait when the network is back', async () => {
    const { feed, positions } = scene(['down', 'down', 'line']);
    feed.start(null);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(positions).toHaveLength(2);
    feed.reconnectNow();
    await settle();
    expect(feed.getState()).toEqual({ kind: 'live' });
  });

  it('says at once that the network is gone, and goes on at once when it is back', async () => {
    const { feed, lines, positions, changes } = scene(['line', 'down', 'line']);
    feed.start('1');
    await settle();
    lines[0]!.sendChange(2);
    await settle();
    feed.giveUpNow();
    expect(feed.getState()).toEqual({ kind: 'lost', since: Date.now() });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(positions).toEqual(['1', '2']);
    expect(feed.getState().kind).toBe('lost');
    feed.reconnectNow();
    await settle();
    expect(feed.getState()).toEqual({ kind: 'live' });
    lines[1]!.sendChange(3);
    await settle();
    expect(changes).toEqual([2, 3]);
  });

  it('reads everything again when its position is too old', async () => {
    const onReset = vi.fn();
    const positions: (string | null)[] = [];
    const feed = new ChangeFeed({
      open: (position) => {
        positions.push(position);
        return Promise.resolve(new Response(null, { status: 410 }));
      },
      onChange: vi.fn(),
      onReset,
      onSignedOut: vi.fn(),
    });
    feed.start('3');
    await vi.advanceTimersByTimeAsync(1_000);
    feed.stop();
    expect(positions).toEqual(['3', null]);
    expect(onReset).toHaveBeenCalled();
  });

  it('stops when the session has ended', async () => {
    const onSignedOut = vi.fn();
    const open = vi.fn(() => Promise.resolve(new Response(null, { status: 401 })));
    const feed = new ChangeFeed({ open, onChange: vi.fn(), onReset: vi.fn(), onSignedOut });
    feed.start(null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onSignedOut).toHaveBeenCalledOnce();
    expect(open).toHaveBeenCalledOnce();
    expect(feed.getState()).toEqual({ kind: 'idle' });
  });

  it('is silent once stopped', async () => {
    const { feed, lines, positions, changes } = scene(['line']);
    feed.start(null);
    await settle();
    feed.stop();
    lines[0]!.drop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(positions).toHaveLength(1);
    expect(changes).toEqual([]);
  });

  it('keeps no connection while nobody looks, and goes on from where it was', async () => {
    const { feed, lines, positions, changes } = scene(['line', 'line']);
    feed.start('1');
    await settle();
    lines[0]!.sendChange(2);
    await settle();
    feed.sleep();
    feed.giveUpNow();
    feed.reconnectNow();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(positions).toEqual(['1']);
    feed.wake();
    await settle();
    expect(positions).toEqual(['1', '2']);
    expect(feed.getState()).toEqual({ kind: 'live' });
    lines[1]!.sendChange(3);
    await settle();
    expect(changes).toEqual([2, 3]);
    feed.stop();
  });

  it('waits with its first connection until somebody looks', async () => {
    const { feed, positions } = scene(['line']);
    feed.sleep();
    feed.start('1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(positions).toEqual([]);
    feed.wake();
    await settle();
    expect(positions).toEqual(['1']);
    feed.stop();
  });
});
