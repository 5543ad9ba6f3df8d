import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** Back to the top when something else is asked for: what another filter or order brings first is what one wants to see. */
export function useTopAgain(scroller: RefObject<HTMLElement | null>, asked: string) {
  const router = useRouter();
  const last = useRef(asked);
  useEffect(() => {
    if (last.current === asked) return;
    last.current = asked;
    const { href } = router.latestLocation;
    const toTop = () => scroller.current?.scrollTo({ top: 0 });
    toTop();
    // Once an address stands, the router puts what scrolls back to where it was under the one before.
    return router.subscribe('onRendered', ({ toLocation }) => {
      if (toLocation.href === href) toTop();
    });
  }, [router, scroller, asked]);
}
