import { App as Antd, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { Pages } from './shell/Pages'
import { useTheme } from './theme'
import './console.css'
import './ui/ui.css'

const Console = () => (
  <ConfigProvider locale={zhCN} theme={useTheme()} button={{ autoInsertSpace: false }}>
    <Antd message={{ maxCount: 3 }}>
      <BrowserRouter basename="/console">
        <Pages />
      </BrowserRouter>
    </Antd>
  </ConfigProvider>
)

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
