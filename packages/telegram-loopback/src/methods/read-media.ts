import { badRequest } from '../api-error.ts';
import type { MethodArguments, UploadedFile } from '../arguments/arguments.ts';
import type { MessageContent } from '../wire/message.ts';
import type { StoredFile } from '../world/file-store.ts';
import { readImageSize } from '../world/image-size.ts';
import type { World } from '../world/world.ts';

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
type Kind = 'photo' | 'document';

/** The photo or document in the parameter `name`: an upload, `attach://…`, or the id of a file sent before. */
export function readMedia(world: World, args: MethodArguments, kind: Kind, source: string | undefined): MessageContent {
  return mediaContent(kind, readFile(world, args, kind, source));
}

function readFile(world: World, args: MethodArguments, kind: Kind, source: string | undefined): StoredFile {
  const attached = source?.startsWith('attach://') === true ? source.slice('attach://'.length) : kind;
  const upload = args.files.get(attached);
  if (upload !== undefined) return store(world, kind, upload);
  if (source === undefined || source === '' || source.startsWith('attach://'))
    throw badRequest(`there is no ${kind} in the request`);
  if (/^https?:/i.test(source)) throw badRequest('failed to get HTTP URL content');
  const file = world.files.byId(source);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) throw badRequest(`can't use file of type ${nameOf(file.kind)} as ${nameOf(kind)}`);
  return file;
}

const nameOf = (kind: Kind): string => (kind === 'photo' ? 'Photo' : 'Document');

function store(world: World, kind: Kind, { bytes, fileName, mimeType }: UploadedFile): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'document') {
    if (bytes.length > MAX_DOCUMENT_BYTES) throw badRequest('file is too big');
    return world.files.add({ kind, fileName, mimeType, bytes, width: 0, height: 0 });
  }
  if (bytes.length > MAX_PHOTO_BYTES)
    throw badRequest(
      `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
    );
  const size = readImageSize(bytes);
  if (size === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (width + height > 10_000 || width > height * 20 || height > width * 20)
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const extension = size.mimeType.slice('image/'.length);
  return world.files.add({ ...size, kind, bytes, fileName: `photo.${extension === 'jpeg' ? 'jpg' : extension}` });
}

function mediaContent(kind: Kind, file: StoredFile): MessageContent {
  const { file_id, file_unique_id, file_size, width, height } = file;
  if (kind === 'photo') return { photo: [{ file_id, file_unique_id, file_size, width, height }] };
  const { fileName, mimeType } = file;
  return { document: { file_id, file_unique_id, file_size, file_name: fileName, mime_type: mimeType } };
}
