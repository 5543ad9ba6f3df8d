/** Random, and not crypto.randomUUID: browsers offer that on secure origins only, and an intranet may have none. */
export function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
