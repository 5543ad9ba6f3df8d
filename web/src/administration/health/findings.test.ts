import { describe, expect, it } from 'vitest';
import type { Connection } from '@/api/types';
import { findingsOf } from './findings';
import type { Standing } from './standing';

const connection = { paused: false, credentials: { state: 'connected', message: null } } as Connection;

const well = {
  health: { health: 'healthy', health_message: 'Runs succeed.', warnings: [] as string[] },
  schedule: { paused: false },
  database: { stopped: null },
  holds: { holds: [] },
  quarantine: { pagination: { total: 0 } },
  webhooks: { rejected_24h: 0, received_24h: 3, installed_models: ['crm.lead'] },
} as unknown as Standing;

function titles(change: Partial<Record<keyof Standing, unknown>>, changed: Partial<Connection> = {}) {
  return findingsOf({ ...connection, ...changed }, { ...well, ...change } as Standing).map(({ title }) =>
    title.replace('administration.health.', ''),
  );
}

describe('what is wrong with a connection', () => {
  it('is nothing when all is well', () => {
    expect(titles({})).toEqual([]);
  });

  it('begins with what is worst', () => {
    const found = titles(
      {
        holds: { holds: [{ status: 'waiting', records: 12 }] },
        quarantine: { pagination: { total: 2 } },
        webhooks: { rejected_24h: 0, received_24h: 0, installed_models: [] },
      },
      { credentials: { state: 'refused', message: 'Odoo says no.' } as Connection['credentials'] },
    );
    expect(found).toEqual(['refused.title', 'holds.title', 'quarantine.title', 'noWebhooks.title']);
  });

  it('counts the records of the removals that wait, not those decided', () => {
    const holds = [
      { status: 'waiting', records: 12 },
      { status: 'waiting', records: 30 },
      { status: 'rejected', records: 500 },
    ];
    const [finding] = findingsOf(connection, { ...well, holds: { holds } } as unknown as Standing);
    expect(finding?.count).toBe(42);
  });

  it('calls a paused schedule paused, not out of date', () => {
    const health = { health: 'stale', health_message: 'No run for an hour.', warnings: [] };
    expect(titles({ health }, { paused: true })).toEqual(['paused.title']);
    expect(titles({ health })).toEqual(['stale.title']);
  });

  it('says once that runs fail because the key is refused', () => {
    const health = { health: 'critical', health_message: 'Odoo says no.', warnings: [] };
    const credentials = { state: 'refused', message: 'Odoo says no.' } as Connection['credentials'];
    expect(titles({ health }, { credentials })).toEqual(['refused.title']);
    expect(titles({ health })).toEqual(['critical.title']);
  });

  it('wonders why nothing was told for a day by rules that are installed', () => {
    const webhooks = { rejected_24h: 0, received_24h: 0, installed_models: ['crm.lead'] };
    expect(titles({ webhooks: { ...webhooks, installed_at: '2026-01-01T00:00:00Z' } })).toEqual([
      'silent.title',
    ]);
    expect(titles({ webhooks: { ...webhooks, installed_at: new Date().toISOString() } })).toEqual([]);
  });

  it('passes on what the server warns of', () => {
    const health = { health: 'healthy', health_message: '', warnings: ['The key ends in 3 days.'] };
    expect(titles({ health })).toEqual(['warning.title']);
  });

  it('does not take silence for health', () => {
    expect(titles({ holds: new Error('No answer from the server') })).toEqual(['unknown.title']);
  });
});
