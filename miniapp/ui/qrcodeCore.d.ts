/** The drawing-free part of `qrcode`: its main entry pulls in canvas and files. */
declare module 'qrcode/lib/core/qrcode' {
  export const create: (
    segments: { data: Uint8Array; mode: 'byte' }[],
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ) => { modules: { size: number; get: (row: number, column: number) => number } }
}
