import type { ReactNode } from 'react'

type PageProps = { title: string; says?: ReactNode; actions?: ReactNode; children: ReactNode }

export const Page = ({ title, says, actions, children }: PageProps) => (
  <div className="pc-page">
    <header className="pc-page-head">
      <h1>{title}</h1>
      {says && <span className="pc-weak">{says}</span>}
      <div className="pc-page-actions">{actions}</div>
    </header>
    {children}
  </div>
)

type CardProps = { title?: ReactNode; extra?: ReactNode; flush?: boolean; className?: string; children: ReactNode }

export const Card = ({ title, extra, flush, className = '', children }: CardProps) => (
  <section className={`pc-card ${flush ? 'flush' : ''} ${className}`}>
    {title && (
      <header className="pc-card-head">
        <h2>{title}</h2>
        {extra}
      </header>
    )}
    {children}
  </section>
)
