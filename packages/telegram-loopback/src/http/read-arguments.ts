import type { FastifyRequest } from 'fastify';
import { ApiError, badRequest } from '../api-error.ts';
import type { MethodArguments, UploadedFile } from '../arguments/arguments.ts';
import { isRecord } from '../record.ts';

/** Collects the parameters of a call from the query and from a JSON, urlencoded or multipart body. */
export async function readArguments(request: FastifyRequest): Promise<MethodArguments> {
  const values = new Map<string, unknown>(new URL(request.url, 'http://localhost').searchParams);
  const files = new Map<string, UploadedFile>();
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        values.set(part.fieldname, part.value);
        continue;
      }
      const bytes = await part.toBuffer();
      files.set(part.fieldname, { fileName: part.filename ?? 'file', mimeType: part.mimetype, bytes });
    }
    return { values, files };
  }
  const { body } = request;
  if (body instanceof URLSearchParams) for (const [name, value] of body) values.set(name, value);
  else if (isRecord(body)) for (const [name, value] of Object.entries(body)) values.set(name, value);
  else if (body !== undefined && body !== null) throw badRequest("can't parse request: expected a JSON object");
  return { values, files };
}

/** The refusal for an error of the HTTP layer; undefined for a bug. */
export function requestError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  const status = isRecord(error) ? error['statusCode'] : undefined;
  if (status === 413) return new ApiError(413, 'Request Entity Too Large');
  if (typeof status === 'number' && status >= 400 && status < 500) return badRequest("can't parse request");
  return undefined;
}
