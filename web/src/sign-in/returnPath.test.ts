import { describe, expect, it } from 'vitest';
import { safeReturn } from './returnPath';

describe('after sign-in', () => {
  it('one returns to the page that one wanted', () => {
    expect(safeReturn('/opportunities?q=desk&whose=mine#top')).toBe('/opportunities?q=desk&whose=mine#top');
  });

  it.each([
    undefined,
    '',
    'https://evil.example.com/',
    '//evil.example.com/',
    '/\\evil.example.com',
    'javascript:alert(1)',
    '/sign-in?return=%2F',
    '/sign-in/microsoft#code=x',
    'opportunities',
  ])('%s leads nowhere else than home', (path) => {
    expect(safeReturn(path)).toBe('/');
  });
});
