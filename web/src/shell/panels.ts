import { createContext, useContext } from 'react';

/** What opens over every page. */
export type Panel = 'commands' | 'shortcuts';

interface PanelsContextValue {
  open: Panel | null;
  show: (panel: Panel | null) => void;
}

export const PanelsContext = createContext<PanelsContextValue | null>(null);

export function usePanels() {
  const panels = useContext(PanelsContext);
  if (!panels) throw new Error('usePanels needs a Panels above it');
  return panels;
}
