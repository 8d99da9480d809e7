import vue from '@vitejs/plugin-vue'
import { messagesPlugin } from '@tradewind/locales/vite'
import postcssRTLCSS from 'postcss-rtlcss'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    vue(),
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    messagesPlugin(),
  ],
  base: '/assets/console/',
  // Element Plus names physical sides; each such rule is written once for each direction.
  css: { postcss: { plugins: [postcssRTLCSS()] } },
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false },
  build: {
    assetsDir: '.',
    reportCompressedSize: false,
    target: 'es2023',
    rolldownOptions: { input: ['merchant.html', 'admin.html'] },
  },
})
