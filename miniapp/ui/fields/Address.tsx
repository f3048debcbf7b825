import { Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import { regionOfAddress, regionWords } from '../../../shared/regions'
import { host } from '../../lib/host'
import { loadRegions } from '../../lib/regions'
import { sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import { Button } from '../Button'
import { Icon } from '../Icon'
import { RegionPick } from './Region'
import type { InputProps } from './types'
import { words } from './words'

type Address = { regionCode: string | null; detail: string; lat: number | null; lng: number | null }

const none: Address = { regionCode: null, detail: '', lat: null, lng: null }

const addressOf = (value: InputProps['value']): Address => {
  if (typeof value === 'string') return { ...none, detail: value }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...none, ...(value as Partial<Address>) }
    : none
}

const isEmpty = ({ regionCode, detail, lat }: Address): boolean => !regionCode && !detail && lat === null

/** District, street and a point on the map; the three are filled in in any order. */
export const AddressInput = ({ id, field, value, onChange }: InputProps) => {
  const address = addressOf(value)
  const [isLocating, setIsLocating] = useState(false)
  const change = (part: Partial<Address>) => {
    const next = { ...address, ...part }
    onChange(isEmpty(next) ? null : next)
  }

  const locate = async () => {
    setIsLocating(true)
    try {
      const place = await host.choosePlace()
      if (place) {
        const read = place.address ? await readAddress(place.address) : null
        change({
          lat: place.lat,
          lng: place.lng,
          detail: address.detail || (read?.detail ?? ''),
          regionCode: address.regionCode ?? read?.regionCode ?? null,
        })
      }
    } catch (problem) {
      say(sentenceOf(problem))
    }
    setIsLocating(false)
  }

  return (
    <View>
      <RegionPick
        id={`${id}-region`}
        title={field.label}
        hint={words.region}
        code={address.regionCode}
        onPick={regionCode => change({ regionCode })}
      />
      <Textarea
        id={id}
        className="pd-area short"
        maxlength={200}
        value={address.detail}
        placeholder={field.hint || words.street}
        placeholderClass="pd-hintword"
        aria-label={`${field.label}，${words.street}`}
        onInput={event => change({ detail: event.detail.value })}
      />
      <View className="pd-row">
        <Button id={`${id}-locate`} kind="second" small icon="place" busy={isLocating} onTap={locate}>
          {isLocating ? words.locating : words.locate}
        </Button>
        {address.lat !== null && (
          <>
            <View className="pd-weak pd-grow">{words.located}</View>
            <View
              id={`${id}-unlocate`}
              className="pd-fieldtap pd-tap"
              role="button"
              aria-label={words.clear}
              onClick={() => change({ lat: null, lng: null })}
            >
              <Icon name="close" size="small" />
            </View>
          </>
        )}
      </View>
    </View>
  )
}

/** A map's address, its district apart. Without the table of regions the person chooses the district. */
const readAddress = async (address: string): Promise<Pick<Address, 'regionCode' | 'detail'>> => {
  const regions = await loadRegions().catch(() => ({}))
  const regionCode = regionOfAddress(regions, address)
  const before = regionCode ? regionWords(regions, regionCode) : ''
  return { regionCode, detail: address.startsWith(before) ? address.slice(before.length) : address }
}
