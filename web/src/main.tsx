import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './api/client';
import { createQueryClient } from './api/queryClient';
import { Toaster } from './components/ui/sonner';
import { TooltipProvider } from './components/ui/tooltip';
import { showPreferredLanguage } from './i18n';
import { Direction } from './i18n/Direction';
import { createAppRouter } from './router';
import { ThemeProvider } from './shell/ThemeProvider';
import { expireSession } from './sign-in/session';
import './styles.css';

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

onSignedOut(() => {
  expireSession(queryClient);
  // Runs the routes' guards again; they lead to the sign-in page and note where to return.
  void router.invalidate();
});

await showPreferredLanguage();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <Direction>
          <TooltipProvider delayDuration={400}>
            <RouterProvider router={router} />
            <Toaster />
          </TooltipProvider>
        </Direction>
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
