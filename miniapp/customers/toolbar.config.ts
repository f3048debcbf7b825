export default definePageConfig({ navigationBarTitleText: '聊天工具栏' })
