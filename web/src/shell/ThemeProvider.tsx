import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { readTheme, storeTheme, ThemeContext, type Theme } from './theme';

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(readTheme);
  const systemDark = useSyncExternalStore(subscribeToSystem, () => systemIsDark.matches);
  const dark = theme === 'dark' || (theme === 'system' && systemDark);

  useEffect(() => {
    document.documentElement.classList.toggle('dark', dark);
  }, [dark]);

  const choose = (next: Theme) => {
    storeTheme(next);
    setTheme(next);
  };

  return <ThemeContext value={{ theme, dark, choose }}>{children}</ThemeContext>;
}

function subscribeToSystem(listener: () => void) {
  systemIsDark.addEventListener('change', listener);
  return () => systemIsDark.removeEventListener('change', listener);
}
