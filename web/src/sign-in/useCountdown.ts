import { useEffect, useState } from 'react';
import type { ApiProblem } from '@/api/problem';

/** Where the server names no time. */
const defaultWaitSeconds = 30;

/** Whole seconds until the server lets us try again; 0 when it does, or when it never refused. */
export function useCountdown(problem: ApiProblem | null) {
  const [left, setLeft] = useState({ problem, seconds: 0 });
  if (left.problem !== problem) {
    setLeft({ problem, seconds: problem ? Math.ceil(problem.retryAfterSeconds ?? defaultWaitSeconds) : 0 });
  }

  useEffect(() => {
    if (!problem) return;
    const until = Date.now() + (problem.retryAfterSeconds ?? defaultWaitSeconds) * 1000;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft({ problem, seconds });
      if (seconds === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [problem]);

  return left.seconds;
}
