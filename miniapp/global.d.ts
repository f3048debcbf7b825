/// <reference types="@tarojs/taro" />

declare module '*.css'

declare const process: { env: { TARO_ENV: 'weapp' | 'h5'; NODE_ENV: string } }
