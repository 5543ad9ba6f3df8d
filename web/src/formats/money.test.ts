import { describe, expect, it } from 'vitest';
import { formatCount, formatMoney } from './money';

const locale = 'en-GB';

describe('money', () => {
  it('shows no cents where there are none', () => {
    expect(formatMoney(12500, 'EUR', { locale })).toBe('€12,500');
  });

  it('shows cents where there are some', () => {
    expect(formatMoney(12500.5, 'EUR', { locale })).toBe('€12,500.50');
  });

  it('shows cents for the sake of those below', () => {
    expect(formatMoney(12500, 'EUR', { locale, cents: true })).toBe('€12,500.00');
  });

  it('shows as many decimals as the currency has', () => {
    expect(formatMoney(12500, 'JPY', { locale, cents: true })).toBe('JP¥12,500');
    expect(formatMoney(12500, 'POINTS', { locale, cents: true })).toBe('12,500.00');
  });

  it('follows the locale', () => {
    expect(formatMoney(12500, 'EUR', { locale: 'de-DE' })).toBe('12.500\u00a0€');
  });

  it('is a plain number when the currency is not known', () => {
    expect(formatMoney(12500, null, { locale })).toBe('12,500');
  });

  it('is a plain number when an administrator invented the currency', () => {
    expect(formatMoney(12500, 'POINTS', { locale })).toBe('12,500');
  });

  it('is short where there is little room', () => {
    expect(formatMoney(1_940_000, 'USD', { locale, compact: true })).toBe('US$1.9m');
  });

  it('keeps the sign of what is owed', () => {
    expect(formatMoney(-300, 'GBP', { locale })).toBe('-£300');
  });

  it('groups the digits of a count', () => {
    expect(formatCount(20_089, locale)).toBe('20,089');
  });
});
