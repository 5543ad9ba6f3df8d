import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isWorthRepeating(error),
      },
    },
  });
}

function isWorthRepeating(error: Error) {
  return !(error instanceof ApiProblem) || error.isUnreachable || error.isOdooAway;
}
