import { createContext, useContext } from 'react';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** `public/theme.js` reads the same key before the first paint. */
const storageKey = 'causeway.theme';

export function readTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

export function storeTheme(theme: Theme) {
  localStorage.setItem(storageKey, theme);
}

interface ThemeContextValue {
  theme: Theme;
  /** What `system` comes to at the moment. */
  dark: boolean;
  choose: (theme: Theme) => void;
}

export const ThemeContext = createContext<ThemeContextValue | null>(null);

export function useTheme() {
  const theme = useContext(ThemeContext);
  if (!theme) throw new Error('useTheme needs a ThemeProvider above it');
  return theme;
}
