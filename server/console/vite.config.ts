import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server serves the result at `/console`; while developing, its API is asked at the usual port. */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The table and its kin are one chunk that every page shares; a page itself stays small.
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
