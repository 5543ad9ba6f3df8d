import { describe, expect, it } from 'vitest';
import { ApiProblem, parseRetryAfter } from './problem';

describe('a problem', () => {
  it('carries the server’s words, fields and trace', () => {
    const response = new Response(null, { status: 400, headers: { 'Retry-After': '7' } });
    const problem = ApiProblem.fromResponse(response, {
      detail: 'name is required',
      details: { name: ['is required'] },
      trace_id: 'abc',
    });
    expect(problem).toMatchObject({
      status: 400,
      message: 'name is required',
      fields: { name: ['is required'] },
      retryAfterSeconds: 7,
      traceId: 'abc',
    });
  });

  it('has a message even when something on the way answered with a page', () => {
    const problem = ApiProblem.fromResponse(new Response(null, { status: 502 }), '<html>Bad gateway</html>');
    expect(problem.message).toBe('HTTP 502');
    expect(problem.isOdooAway).toBe(true);
  });

  it('knows silence from a refusal', () => {
    expect(ApiProblem.unreachable(new TypeError('Failed to fetch')).isUnreachable).toBe(true);
    expect(ApiProblem.fromResponse(new Response(null, { status: 422 }), {}).isUnreachable).toBe(false);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    ['30', 30],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('of %s is %s', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
