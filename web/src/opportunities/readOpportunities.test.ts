import { describe, expect, it } from 'vitest';
import { filterOf } from './readOpportunities';

describe('the filter of the list of opportunities', () => {
  it('is what is open, unless it says otherwise', () => {
    expect(filterOf({})).toEqual({ won_status: { eq: 'pending' }, active: { eq: true } });
  });

  it('takes the whole of the last day on which one was closed', () => {
    expect(filterOf({ status: 'won', closed_from: '2026-10-01', closed_to: '2026-10-31' })).toEqual({
      won_status: { eq: 'won' },
      date_closed: { gte: '2026-10-01T00:00:00Z', lt: '2026-11-01T00:00:00Z' },
    });
  });

  it('asks for archived ones too where it asks for all', () => {
    expect(filterOf({ status: 'all', team_id: 2 })).toEqual({
      or: [{ active: { eq: true } }, { active: { eq: false } }],
      team_id: { eq: 2 },
    });
  });
});
