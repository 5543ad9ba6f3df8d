import type { QueryClient } from '@tanstack/react-query';
import type { Change } from './ChangeFeed';
import { versionOf, type Fresh } from './freshness';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Odoo models whose changes make this query's answer old. */
      models?: readonly string[];
    };
  }
}

const quietMs = 300;
const longestWaitMs = 2_000;
/** Two cycles of the usual five minutes: an answer as old as that says little of Odoo now. */
const agedMs = 10 * 60_000;

/** Turns changes into reads: gathered, at most one read of a query every two seconds, none for what it knows. */
export class LiveQueries {
  private newest = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince: number | null = null;

  constructor(private readonly queryClient: QueryClient) {}

  take = (change: Change) => {
    this.newest.set(change.model, Math.max(change.version, this.newest.get(change.model) ?? 0));
    this.waitingSince ??= Date.now();
    const left = this.waitingSince + longestWaitMs - Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.readAgain, Math.max(0, Math.min(quietMs, left)));
  };

  readAll = () => {
    void this.queryClient.invalidateQueries({ predicate: (query) => query.meta?.models !== undefined });
  };

  /** While nothing changes nothing is read again, and no answer would say that Odoo still agrees with it. */
  readAged = () => {
    void this.queryClient.invalidateQueries({
      predicate: ({ meta, state }) => {
        const { asOf } = (state.data ?? {}) as Partial<Fresh>;
        return meta?.models !== undefined && Boolean(asOf) && Date.now() - Date.parse(asOf!) >= agedMs;
      },
    });
  };

  private readAgain = () => {
    const newest = this.newest;
    this.newest = new Map();
    this.waitingSince = null;
    void this.queryClient.invalidateQueries({
      predicate: (query) =>
        (query.meta?.models ?? []).some((model) => {
          const version = newest.get(model);
          return version !== undefined && !holds(query.state.data as Partial<Fresh> | undefined, version);
        }),
    });
  };
}

/** The echo of one's own write, read back already, is such a change. */
function holds(data: Partial<Fresh> | undefined, version: number) {
  const held = versionOf(data ?? {});
  return held !== null && version <= held;
}
