import multer from '@koa/multer'
import type Router from '@koa/router'
import type { Context as KoaContext } from 'koa'
import { MAX_FILE_BYTES } from '../../shared/files'
import { Refusal, refuse, refuseUnless } from '../../shared/kernel/refusal'
import { everyRole } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { type ByteRange, rangeIn } from '../http/range'
import { actorOf } from '../http/serve'
import { findFile, keepFile, storeBytes } from './actions'
import type { FileRow } from './store'
import { isLinkGood, viewFile } from './view'

const receive = multer({ limits: { fileSize: MAX_FILE_BYTES, files: 1 } }).single('file')

/** Multipart, so not a JSON contract: `POST /api/files.upload` and the signed `GET /files/<id>`. */
export const filesRoutes = (router: Router, context: Context): void => {
  router.post('/api/files.upload', async koa => {
    const actor = await actorOf(context, koa, everyRole)
    const upload = await readUpload(koa)
    const sha256 = await storeBytes(context, upload)
    const row = await callAs(context, actor, call => keepFile(call, upload, sha256), koa.state.requestId as string)
    koa.body = viewFile(row, context.signer, context.clock.now())
  })

  router.get('/files/:id', async koa => {
    const { id = '' } = koa.params as { id?: string }
    const { e = '', s = '' } = koa.query as { e?: string; s?: string }
    const now = context.clock.now()
    refuseUnless(isLinkGood(id, e, s, context.signer, now), 'file.not_found')
    const row = await readAs(context, { kind: 'system', personId: 'files', name: '', roles: [] }, reading =>
      findFile(reading, id),
    )
    // A phone plays sound and pictures that move only from whoever gives it a part when asked for one.
    const range = rangeIn(koa.get('range'), row.sizeBytes)
    const bytes = await bytesOf(context, row, range)
    koa.type = row.mime
    koa.set('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(row.name)}`)
    koa.set('cache-control', 'private, max-age=3600')
    koa.set('accept-ranges', 'bytes')
    if (range) {
      koa.status = 206
      koa.set('content-range', `bytes ${range.start}-${range.end}/${row.sizeBytes}`)
    }
    koa.body = bytes
    koa.length = range ? range.end - range.start + 1 : row.sizeBytes
  })
}

const bytesOf = async (context: Context, { id, sha256 }: FileRow, range: ByteRange | null) => {
  try {
    return await context.files.open(sha256, range)
  } catch (error) {
    context.log.error({ err: error, fileId: id }, 'the bytes of a file are gone from the data directory')
    return refuse('file.not_found')
  }
}

const readUpload = async (koa: KoaContext) => {
  try {
    await receive(koa as never, async () => undefined)
  } catch (error) {
    throw new Refusal((error as { code?: string }).code === 'LIMIT_FILE_SIZE' ? 'file.too_large' : 'request.malformed')
  }
  const { file } = koa as unknown as { file?: { originalname: string; mimetype: string; buffer: Buffer } }
  refuseUnless(file, 'file.empty')
  // Multipart file names come as latin1 bytes of UTF-8.
  const name = Buffer.from(file.originalname, 'latin1').toString('utf8')
  return { name, mime: file.mimetype, bytes: file.buffer }
}
