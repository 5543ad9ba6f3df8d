import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { usePassing } from './usePassing';

function scroll() {
  const { result, rerender } = renderHook(
    ({ first, isScrolling }: { first: number; isScrolling: boolean }) => usePassing(first, isScrolling),
    { initialProps: { first: 0, isScrolling: false } },
  );
  return {
    result,
    to: (first: number) => rerender({ first, isScrolling: true }),
    rest: (first: number) => rerender({ first, isScrolling: false }),
  };
}

it('takes a wheel for reading, however long it goes on', () => {
  const { result, to } = scroll();
  for (let first = 2; first < 100; first += 2) to(first);
  expect(result.current).toBe(false);
});

it('takes a jump for where one wants to be', () => {
  const { result, to } = scroll();
  to(90_000);
  expect(result.current).toBe(false);
  to(90_000);
  expect(result.current).toBe(false);
});

it('takes jump upon jump for a flight, until it slows down or ends', () => {
  const { result, to, rest } = scroll();
  [15, 30, 45].forEach(to);
  expect(result.current).toBe(true);
  to(45);
  expect(result.current).toBe(true);
  to(47);
  expect(result.current).toBe(false);
  [62, 77].forEach(to);
  rest(77);
  expect(result.current).toBe(false);
});
