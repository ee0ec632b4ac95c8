/** What Telegram adds to some refusals. */
export type ResponseParameters = { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

const STATUS_TEXT: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
};

/** A refusal in the Bot API's own words; it becomes `{ ok: false, error_code, description, parameters }`. */
export class ApiError extends Error {
  readonly errorCode: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(errorCode: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.name = 'ApiError';
    this.errorCode = errorCode;
    this.parameters = parameters;
  }
}

/** A refusal whose description starts with the status text, as `Bad Request: chat not found`. */
export function refusal(errorCode: number, reason: string, parameters?: ResponseParameters): ApiError {
  return new ApiError(errorCode, `${STATUS_TEXT[errorCode] ?? 'Error'}: ${reason}`, parameters);
}

/** 400 with a reason. */
export const badRequest = (reason: string): ApiError => refusal(400, reason);

/** 400 for a text whose markup cannot be read. */
export const cannotParse = (reason: string): ApiError => badRequest(`can't parse entities: ${reason}`);
