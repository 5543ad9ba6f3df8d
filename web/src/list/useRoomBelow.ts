import { useLayoutEffect, type RefObject } from 'react';

/** Keeps what floats at the foot of the page, such as toasts, above this element: `--below` is its height. */
export function useRoomBelow(element: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const root = document.documentElement;
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      root.style.setProperty('--below', `${Math.ceil(height)}px`);
    });
    if (element.current) observer.observe(element.current);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--below');
    };
  }, [element]);
}
