/** A stored file, as the Bot API names it. */
export type FileReference = { readonly file_id: string; readonly file_unique_id: string; readonly file_size: number };

/** `width` and `height` in pixels. */
export type PhotoSize = FileReference & { readonly width: number; readonly height: number };

export type Document = FileReference & { readonly file_name?: string; readonly mime_type?: string };
