import { parseRetryAfter } from '@/api/problem';
import { readEvents, type StreamEvent } from './eventStream';

export interface Change {
  version: number;
  model: string;
  id: number;
  kind: 'insert' | 'update' | 'delete' | 'hidden';
}

export type FeedState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** `since`: when the last sign of life came, in milliseconds; what the pages show is as old as that. */
  | { kind: 'lost'; since: number };

interface FeedOptions {
  open: (position: string | null, signal: AbortSignal) => Promise<Response>;
  onChange: (change: Change) => void;
  /** The position is too old, or was taken under other rights: everything must be read again. */
  onReset: () => void;
  onSignedOut: () => void;
  random?: () => number;
}

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** A laptop that slept, or a network that changed, leaves connections that never end and never speak. */
const longestSilenceMs = 60_000;
const openTimeoutMs = 20_000;

/** Follows the change feed for as long as it is started, over every loss of connection. */
export class ChangeFeed {
  private state: FeedState = { kind: 'idle' };
  private listeners = new Set<() => void>();
  private position: string | null = null;
  private connection: AbortController | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private lastSign = Date.now();
  private asleep = false;

  constructor(private readonly options: FeedOptions) {}

  getState = () => this.state;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** `position`: the X-Changes-Position of the list that is to be followed. */
  start(position: string | null) {
    if (this.state.kind !== 'idle') return;
    this.position = position;
    this.lastSign = Date.now();
    this.setState({ kind: 'connecting' });
    void this.connect();
  }

  stop() {
    this.disconnect();
    this.failures = 0;
    this.setState({ kind: 'idle' });
  }

  /** The network came back, or the person asks: no reason to wait for the next try. */
  reconnectNow = () => {
    if (this.state.kind !== 'lost') return;
    this.failures = 0;
    this.disconnect();
    void this.connect();
  };

  /** The browser says that the network is gone: no reason to wait for the silence. */
  giveUpNow = () => {
    // Tried again as ever, since a server on this very machine needs no network.
    if (this.connection) this.lost(null, this.connection);
  };

  /** Nobody looks. A browser has six connections to a server by HTTP/1.1, for all of its tabs, and a stream keeps one. */
  sleep = () => {
    this.asleep = true;
    this.disconnect();
  };

  /** Somebody looks again: what has changed meanwhile comes first. */
  wake = () => {
    if (!this.asleep) return this.reconnectNow();
    this.asleep = false;
    this.failures = 0;
    if (this.state.kind === 'live') this.setState({ kind: 'connecting' });
    if (this.state.kind !== 'idle') void this.connect();
  };

  private async connect() {
    if (this.asleep) return;
    const connection = new AbortController();
    this.connection = connection;
    this.watchSilence(openTimeoutMs);
    try {
      const response = await this.options.open(this.position, connection.signal);
      if (connection.signal.aborted) return;
      if (response.ok && response.body) await this.follow(response.body, connection.signal);
      else if (this.refused(response)) return;
      this.lost(parseRetryAfter(response.headers.get('Retry-After')), connection);
    } catch {
      this.lost(null, connection);
    }
  }

  private async follow(body: ReadableStream<Uint8Array>, signal: AbortSignal) {
    this.signOfLife();
    this.setState({ kind: 'live' });
    for await (const event of readEvents(body, this.signOfLife)) {
      if (signal.aborted) return;
      this.failures = 0;
      this.take(event);
    }
  }

  private take(event: StreamEvent) {
    if (event.data) this.options.onChange(JSON.parse(event.data) as Change);
    if (event.id) this.position = event.id;
  }

  /** True when trying again would get the same answer. */
  private refused(response: Response) {
    if (response.status === 401) {
      this.stop();
      this.options.onSignedOut();
      return true;
    }
    if (response.status === 410) {
      this.position = null;
      this.options.onReset();
    }
    return false;
  }

  private lost(retryAfterSeconds: number | null, connection: AbortController) {
    if (this.connection !== connection) return;
    this.disconnect();
    this.setState({ kind: 'lost', since: this.lastSign });
    this.retryTimer = setTimeout(() => void this.connect(), this.nextDelay(retryAfterSeconds));
  }

  private nextDelay(retryAfterSeconds: number | null) {
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** this.failures++);
    // Half of it by chance, so that a restarted server is not met by every open page at once.
    const jittered = delay / 2 + (delay / 2) * (this.options.random ?? Math.random)();
    return Math.max(jittered, (retryAfterSeconds ?? 0) * 1000);
  }

  private signOfLife = () => {
    this.lastSign = Date.now();
    this.watchSilence(longestSilenceMs);
  };

  private watchSilence(ms: number) {
    clearTimeout(this.silenceTimer);
    const connection = this.connection;
    this.silenceTimer = setTimeout(() => connection && this.lost(null, connection), ms);
  }

  private disconnect() {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    const connection = this.connection;
    this.connection = null;
    connection?.abort();
  }

  private setState(state: FeedState) {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
