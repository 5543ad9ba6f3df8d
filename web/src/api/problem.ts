interface ProblemBody {
  title?: string;
  detail?: string;
  error?: string;
  details?: Record<string, string[]>;
  trace_id?: string;
  current?: unknown;
}

/** An answer that was not a success. Status 0: no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly fields: Record<string, string[]>;
  readonly retryAfterSeconds: number | null;
  readonly traceId: string | null;
  /** The record as it is now, where a write met another one's (412). */
  readonly current: unknown;

  constructor(status: number, body: ProblemBody, retryAfterSeconds: number | null) {
    super(body.detail ?? body.error ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.fields = body.details ?? {};
    this.retryAfterSeconds = retryAfterSeconds;
    this.traceId = body.trace_id ?? null;
    this.current = body.current ?? null;
  }

  static fromResponse(response: Response, body: unknown) {
    return new ApiProblem(
      response.status,
      asBody(body),
      parseRetryAfter(response.headers.get('Retry-After')),
    );
  }

  static unreachable(cause: unknown) {
    const problem = new ApiProblem(0, { title: 'No answer from the server' }, null);
    problem.cause = cause;
    return problem;
  }

  get isUnreachable() {
    return this.status === 0;
  }

  /** Odoo, behind the server, is down, slow or talks nonsense. */
  get isOdooAway() {
    return this.status >= 502 && this.status <= 504;
  }
}

function asBody(body: unknown): ProblemBody {
  return typeof body === 'object' && body !== null ? body : {};
}

/** Seconds, from either form that HTTP allows: a number of seconds or a date. */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}
