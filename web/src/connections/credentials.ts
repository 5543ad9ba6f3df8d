import type { OdooCredentials } from '@/api/types';

export const fieldNames = ['url', 'database', 'username', 'api_key'] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Record<FieldName, string>;
type Fault = 'connection.form.required' | 'connection.form.badUrl';
export type Faults = Partial<Record<FieldName, Fault>>;

/** `keyIsKnown`: the server holds the key for this address and user, and need not be sent it. */
export function checkFields(fields: Fields, keyIsKnown: boolean): Faults {
  const faults: Faults = {};
  if (!fields.url) faults.url = 'connection.form.required';
  else if (!isHttpUrl(fields.url)) faults.url = 'connection.form.badUrl';
  if (!fields.database) faults.database = 'connection.form.required';
  if (!fields.username) faults.username = 'connection.form.required';
  if (!fields.api_key && !keyIsKnown) faults.api_key = 'connection.form.required';
  return faults;
}

export function toCredentials({ url, api_key, ...rest }: Fields): OdooCredentials {
  return { url: url.replace(/\/+$/, ''), ...rest, ...(api_key && { api_key }) };
}

/** On Odoo's own hosting the database is named like the host. */
export function databaseOf(url: string) {
  if (!isHttpUrl(url)) return null;
  return /^([\w-]+)\.odoo\.com$/.exec(new URL(url).hostname)?.[1] ?? null;
}

/** The key would cross a network in the clear. */
export function isUnprotected(url: string) {
  if (!isHttpUrl(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function isHttpUrl(text: string) {
  return /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text);
}
