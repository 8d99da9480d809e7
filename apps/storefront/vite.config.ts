import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { messagesPlugin } from '@tradewind/locales/vite'
import { defineConfig } from 'vite'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [vue(), tailwindcss(), messagesPlugin()],
  base: '/assets/mall/',
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    // The renderer is one file with everything in it, so this is settled while it is built.
    'process.env.NODE_ENV': JSON.stringify('production'),
  },
  ssr: { noExternal: true },
  resolve: {
    // On the server too, the builds for bundlers: without them every template compiler of Vue comes along.
    alias: isSsrBuild
      ? [
          { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
          {
            find: /^vue\/server-renderer$/,
            replacement: '@vue/server-renderer/dist/server-renderer.esm-bundler.js',
          },
        ]
      : [],
  },
  build: {
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    assetsDir: '.',
    cssCodeSplit: false,
    manifest: !isSsrBuild,
    // The server names what a page needs in its head; lists of it for every page would be sent to all.
    modulePreload: false,
    reportCompressedSize: false,
    target: 'es2023',
    // What Tailwind asks for; `light-dark()` is newer and written out for them.
    cssTarget: ['chrome111', 'safari16.4', 'firefox128'],
    rolldownOptions: { input: isSsrBuild ? 'src/entry-server.ts' : 'src/entry-client.ts' },
  },
}))
