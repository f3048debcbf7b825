import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'
import dev from './dev'
import prod from './prod'

const root = resolve(__dirname, '..')

/** TypeScript of ours outside the source root that Babel must compile too. */
const compile = { include: [resolve(root, 'shared')] }

/** Sizes are written in real px: 44 px stays 44 px on a phone, a tablet and a desktop window. */
const postcss = {
  pxtransform: { enable: false, config: {} },
  cssModules: { enable: false, config: {} },
}

const siteFile = (name: string) => ({ from: `miniapp/assets/${name}`, to: `miniapp/dist/h5/${name}` })

const defaultOrigin = process.env.TARO_ENV === 'h5' ? '' : 'https://paidan.example.com'

export default defineConfig<'webpack5'>(async merge => {
  const base = {
    projectName: 'paidan',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
    sourceRoot: 'miniapp',
    outputRoot: `miniapp/dist/${process.env.TARO_ENV}`,
    plugins: ['@tarojs/plugin-framework-react'],
    // Where the API is: H5 is served by it; a mini-program is told at build time.
    defineConstants: { API_ORIGIN: JSON.stringify(process.env.PAIDAN_API_ORIGIN ?? defaultOrigin) },
    copy: {
      // What is loaded from the site when it is needed: the picture on a progress card, the names of regions.
      patterns: process.env.TARO_ENV === 'h5' ? ['card.png', 'regions.json'].map(siteFile) : [],
      options: {},
    },
    framework: 'react' as const,
    jsMinimizer: 'esbuild' as const,
    esbuild: { minify: { enable: true, config: { target: 'es2018', legalComments: 'none' } } },
    compiler: { type: 'webpack5' as const, prebundle: { enable: false } },
    cache: { enable: false },
    logger: { quiet: true, stats: false },
    mini: {
      compile,
      postcss,
      // What only one subpackage uses stays in it: the first page loads the main package alone.
      optimizeMainPackage: { enable: true },
    },
    h5: {
      compile,
      postcss,
      publicPath: '/',
      staticDirectory: 'static',
      // A static host serves every page, and the address that WeCom signs stays the entry's.
      router: { mode: 'hash' as const },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      webpackChain: chain => {
        // What two pages use is loaded once, not with each of them.
        chain.optimization.splitChunks({
          chunks: 'all',
          cacheGroups: {
            default: false,
            defaultVendors: false,
            shared: { name: 'shared', minChunks: 2, priority: 10, chunks: 'all', reuseExistingChunk: true },
          },
        })
        chain.performance.hints(false)
      },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
    },
  }
  return merge({}, base, process.env.NODE_ENV === 'development' ? dev : prod)
})
