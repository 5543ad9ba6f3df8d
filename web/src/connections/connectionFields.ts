import type { OdooConfiguration } from '@/api/types';

export const fieldNames = ['url', 'database', 'username', 'api_key'] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Record<FieldName, string>;
type Fault = 'connection.form.required' | 'connection.form.badUrl' | 'connection.form.keyNeeded';
export type Faults = Partial<Record<FieldName, Fault>>;

export function checkFields(fields: Fields, keyIsSaved: boolean): Faults {
  const faults: Faults = {};
  if (!fields.url) faults.url = 'connection.form.required';
  else if (!isHttpUrl(fields.url)) faults.url = 'connection.form.badUrl';
  if (!fields.database) faults.database = 'connection.form.required';
  if (!fields.username) faults.username = 'connection.form.required';
  if (!fields.api_key) faults.api_key = keyIsSaved ? 'connection.form.keyNeeded' : 'connection.form.required';
  return faults;
}

export function toConfiguration(fields: Fields): OdooConfiguration {
  return { ...fields, url: fields.url.replace(/\/+$/, '') };
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
