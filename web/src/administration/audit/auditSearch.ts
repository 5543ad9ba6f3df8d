export const actions = [
  'sign_in',
  'sign_out',
  'token.reuse',
  'user.register',
  'user.change',
  'user.profile',
  'user.odoo_link',
  'password.change',
  'api_token.create',
  'api_token.revoke',
  'calendar_token.change',
  'key.rotate',
  'connection.change',
  'odoo_credentials.change',
  'integration.change',
  'webhook.key',
  'connection.database',
  'hold.decide',
  'odoo.write',
  'odoo.call',
  'pass_through.change',
  'record.purge',
  'task.change',
  'sql_reader.change',
  'export',
] as const;
export const outcomes = ['done', 'refused', 'failed'] as const;

export interface AuditSearch {
  action?: (typeof actions)[number];
  outcome?: (typeof outcomes)[number];
  actor?: string;
}

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const action = actions.find((known) => known === search.action);
  const outcome = outcomes.find((known) => known === search.outcome);
  const actor =
    typeof search.actor === 'string' || typeof search.actor === 'number' ? String(search.actor) : '';
  return { ...(action && { action }), ...(outcome && { outcome }), ...(actor && { actor }) };
}
