import react from '@vitejs/plugin-react';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

// EXCHANGE_URL moves the exchange that `npm run dev` and `vite preview` pass requests on to.
export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, '.', 'EXCHANGE_').EXCHANGE_URL ?? 'http://127.0.0.1:8000';
  const proxy = {
    '/api': { target, ws: true },
    '/docs': { target },
    '/health': { target },
  };
  return {
    plugins: [react()],
    server: { port: 5173, strictPort: true, proxy },
    preview: { port: 5173, strictPort: true, proxy },
    // No inlined assets: the exchange's content security policy allows files of its own only.
    build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    test: { include: ['src/**/*.test.{ts,tsx}'] },
  };
});
