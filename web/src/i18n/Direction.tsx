import { Direction as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Menus and arrow keys follow the direction in which the language is written. */
export function Direction({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  return <Primitive.Provider dir={i18n.dir()}>{children}</Primitive.Provider>;
}
