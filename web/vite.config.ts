import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { packAssets } from './packAssets';
import { defineConfig } from 'vitest/config';

const server = process.env.CAUSEWAY_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), tailwindcss(), packAssets()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  build: {
    outDir: '../src/Causeway/wwwroot',
    emptyOutDir: true,
    rollupOptions: { input: ['index.html', 'graphiql.html'] },
  },
  server: {
    proxy: { '/api': server, '/graphql': server, '/health': server },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
  },
});
