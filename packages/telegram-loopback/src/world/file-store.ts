import type { FileReference } from '../wire/file.ts';

export type StoredFile = FileReference & {
  readonly kind: 'photo' | 'document';
  /** As `getFile` names it. */
  readonly path: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
  /** Pixels; photos only. */
  readonly width: number;
  readonly height: number;
};

export type NewFile = Omit<StoredFile, 'file_id' | 'file_unique_id' | 'file_size' | 'path'>;

/** Files in memory; the oldest go when together they pass the limit. */
export interface FileStore {
  add(file: NewFile): StoredFile;
  byId(fileId: string): StoredFile | undefined;
  byUniqueId(uniqueId: string): StoredFile | undefined;
  byPath(path: string): StoredFile | undefined;
  clear(): void;
}

export function createFileStore(maxBytes: number): FileStore {
  let files: readonly StoredFile[] = [];
  let count = 0;
  return {
    add(file) {
      const number = count++;
      const extension = /\.[a-z0-9]{1,8}$/i.exec(file.fileName)?.[0].toLowerCase() ?? '';
      const unique = `AQAD${number.toString(36).padStart(8, '0')}`;
      const stored: StoredFile = {
        ...file,
        file_id: `${file.kind === 'photo' ? 'AgACAgIAAx' : 'BQACAgIAAx'}${unique}`,
        file_unique_id: unique,
        file_size: file.bytes.length,
        path: `${file.kind === 'photo' ? 'photos' : 'documents'}/file_${number}${extension}`,
      };
      files = [...files, stored];
      let total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      while (total > maxBytes && files.length > 1) {
        total -= files[0]?.bytes.length ?? 0;
        files = files.slice(1);
      }
      return stored;
    },
    byId: (fileId) => files.find((file) => file.file_id === fileId),
    byUniqueId: (uniqueId) => files.find((file) => file.file_unique_id === uniqueId),
    byPath: (path) => files.find((file) => file.path === path),
    clear() {
      files = [];
    },
  };
}
