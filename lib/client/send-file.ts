import { ApiError } from './api-error';

const timeoutMs = 15 * 60_000;

/**
 * Sends a file as the body of a POST and tells how much of it has left, which `fetch` cannot. Answers like `fetch`,
 * and only fails when there is no answer.
 */
export function sendFile(
  path: string,
  file: Blob,
  options: {
    signal: AbortSignal;
    onceKey: string;
    onProgress: (fraction: number) => void;
  },
): Promise<Response> {
  const { signal, onceKey, onProgress } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const fail = (cause: Error) => (): void => {
      signal.removeEventListener('abort', abort);
      reject(cause);
    };
    request.open('POST', path);
    request.timeout = timeoutMs;
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', onceKey);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      signal.removeEventListener('abort', abort);
      resolve(new Response(request.responseText, { status: request.status }));
    };
    request.onerror = fail(
      new ApiError(0, {
        message: 'The connection broke before the file had arrived. Try again.',
        code: 'unreachable',
      }),
    );
    request.ontimeout = fail(
      new ApiError(0, { message: 'The upload took too long and was given up. Try again.', code: 'timeout' }),
    );
    request.onabort = fail(new DOMException('The upload was taken back.', 'AbortError'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) fail(new DOMException('The upload was taken back.', 'AbortError'))();
    else request.send(file);
  });
}
