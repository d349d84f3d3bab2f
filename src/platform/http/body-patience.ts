import type { RequestHandler } from 'express';

/** Milliseconds for a whole request with its body; what Node gives by itself. */
const USUAL_MS = 300_000;

/**
 * The server's own limit holds for every route alike, so it is set to that of the longest uploads; this one keeps all
 * other requests to the usual time. Mounted first. A body that is late is answered 408, and the connection closed.
 * @param isLong paths of requests that the server's own limit is for
 */
export const bodyPatience =
  (isLong: RegExp, usualMs = USUAL_MS): RequestHandler =>
  (request, response, next) => {
    if (!request.complete && !isLong.test(request.path)) {
      const timer = setTimeout(() => {
        if (request.complete) return;
        if (!response.headersSent) response.writeHead(408, { connection: 'close' }).end();
        request.socket.destroySoon();
      }, usualMs).unref();
      const over = (): void => clearTimeout(timer);
      request.once('end', over).once('close', over);
    }
    next();
  };
