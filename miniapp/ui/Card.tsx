import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'

export const Card = ({ children, flush, id }: { children: ReactNode; flush?: boolean; id?: string }) => (
  <View {...(id && { id })} className={`pd-card ${flush ? 'flush' : ''}`}>
    {children}
  </View>
)

type SectionProps = { title: string; children: ReactNode; link?: { id: string; words: string; onTap: () => void } }

export const Section = ({ title, children, link }: SectionProps) => (
  <View>
    <View className="pd-section-head">
      <Text className="pd-section-title">{title}</Text>
      {link && (
        <View id={link.id} className="pd-link" role="button" onClick={link.onTap}>
          {link.words}
        </View>
      )}
    </View>
    {children}
  </View>
)

type LineProps = { name: string; children: ReactNode; first?: boolean; end?: ReactNode }

/** A name and its value; empty values are left out by the caller. */
export const Line = ({ name, children, first, end }: LineProps) => (
  <View className={`pd-line ${first ? 'first' : ''}`}>
    <Text className="pd-line-name">{name}</Text>
    <View className="pd-line-value">{children}</View>
    {end}
  </View>
)
