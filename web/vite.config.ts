import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'

/** The server that answers /api while pages are being written: JUMIN_SERVER=http://127.0.0.1:PORT npm run dev */
const server = process.env.JUMIN_SERVER ?? 'http://127.0.0.1:8080'

/** Libraries that change seldom keep a file of their own, so that a new page costs a clerk few bytes. */
function library(id: string): string | undefined {
  if (id.includes('element-plus')) return 'element'
  return id.includes('node_modules') ? 'vue' : undefined
}

export default defineConfig({
  base: './',
  plugins: [
    vue(),
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: 'false', __VUE_I18N_FULL_INSTALL__: 'false' },
  build: {
    target: 'chrome86', // browsers on domestic systems
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { manualChunks: library } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server }, fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
