import type { FileView } from '../../../../shared/tickets/views'

/** Pictures as thumbnails, others by name; each opens beside the page. */
export const Files = ({ files }: { files: readonly FileView[] }) => (
  <div className="pc-files">
    {files.map(file => (
      <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
        {file.mime.startsWith('image/') ? <img src={file.url} alt={file.name} /> : file.name}
      </a>
    ))}
  </div>
)
