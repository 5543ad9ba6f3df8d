import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// What jsdom has not.
Object.assign(window, {
  scrollTo: () => undefined,
  matchMedia: () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

afterEach(cleanup);
