import { describe, expect, it } from 'vitest';
import { checkFields, databaseOf, isUnprotected, toCredentials } from './credentials';

const good = {
  url: 'https://acme.odoo.com/',
  database: 'acme',
  username: 'causeway@acme.com',
  api_key: 'a key',
};

describe('the form of a connection', () => {
  it('has no fault when it is filled in', () => {
    expect(checkFields(good, false)).toEqual({});
  });

  it('names every empty field at once', () => {
    const empty = { url: '', database: '', username: '', api_key: '' };
    expect(Object.keys(checkFields(empty, false))).toEqual(['url', 'database', 'username', 'api_key']);
  });

  it.each(['acme.odoo.com', 'ftp://acme.odoo.com', 'https://', 'https:acme'])('does not take %s', (url) => {
    expect(checkFields({ ...good, url }, false)).toEqual({ url: 'connection.form.badUrl' });
  });

  it('needs no key that the server knows, and then sends none', () => {
    const known = { ...good, api_key: '' };
    expect(checkFields(known, true)).toEqual({});
    expect(toCredentials(known)).not.toHaveProperty('api_key');
  });

  it('needs the key where the server knows none', () => {
    expect(checkFields({ ...good, api_key: '' }, false)).toEqual({ api_key: 'connection.form.required' });
  });

  it('sends the address without a slash at its end', () => {
    expect(toCredentials(good).url).toBe('https://acme.odoo.com');
  });
});

describe('the address of an Odoo', () => {
  it('names the database on odoo.com only', () => {
    expect(databaseOf('https://acme.odoo.com/web')).toBe('acme');
    expect(databaseOf('https://odoo.acme.com')).toBeNull();
    expect(databaseOf('acme')).toBeNull();
  });

  it('is unprotected over plain http, except on this machine', () => {
    expect(isUnprotected('http://odoo.acme.com')).toBe(true);
    expect(isUnprotected('http://localhost:8069')).toBe(false);
    expect(isUnprotected('https://odoo.acme.com')).toBe(false);
  });
});
