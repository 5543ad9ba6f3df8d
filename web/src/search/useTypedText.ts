import { useEffect, useEffectEvent, useState } from 'react';

const typingPauseMs = 250;

/** The text of a box that goes to the address when typing pauses, and follows the address when that changes otherwise. */
export function useTypedText(q: string, send: (q: string) => void) {
  const [text, setText] = useState(q);
  const [shownFor, setShownFor] = useState(q);
  const sendNow = useEffectEvent(send);

  // By back, forward, or "clear the filters".
  if (shownFor !== q) {
    setShownFor(q);
    if (text.trim() !== q) setText(q);
  }

  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => sendNow(text.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, q]);

  return [text, setText] as const;
}
