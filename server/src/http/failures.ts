import type { ErrorBody } from '@project88/core/contract/common.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { methodsOf } from './access.ts';
import { HTTP_LIMITS } from './limits.ts';
import type { App } from './types.ts';

/** Every failure leaves here, in the one shape of the contract. What is our fault is logged, once. */
export function installFailures(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request.routeOptions.bodyLimit);
    if (problem.status >= 500) {
      request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, problem.code);
    }
    sendProblem(request, reply, problem);
  });
}

/** Answers the reply: an asynchronous handler returns it, or the framework would answer a second time. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply {
  const { retryAfterS } = problem.params;
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  return reply
    .code(problem.status)
    .type('application/json')
    .send(JSON.stringify(bodyOf(problem, request.id)));
}

function bodyOf({ code, message, details }: ProblemError, requestId: string): ErrorBody {
  return { error: { code, message, requestId, ...(details !== undefined && { details }) } };
}

/** The answer to a path that no route takes. */
export function noRoute(request: FastifyRequest): ProblemError {
  const path = request.url.split('?', 1)[0] ?? '/';
  const methods = methodsOf(path);
  const isOtherMethod = methods.length > 0 && !methods.includes(request.method);
  return new ProblemError(isOtherMethod ? 'METHOD_NOT_ALLOWED' : 'ROUTE_NOT_FOUND');
}

/** Which entry of the catalogue an error is. What nobody expected is `INTERNAL` and tells nothing. */
export function toProblem(error: FastifyError, limitBytes: number = HTTP_LIMITS.bodyBytes): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, message = '' }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message,
    }));
    return new ProblemError('VALIDATION_FAILED', {}, details);
  }
  // A folder, or a path that leads out of the folder of built files.
  if (error.name === 'ForbiddenError' || error.name === 'NotFoundError')
    return new ProblemError('ROUTE_NOT_FOUND');
  switch (error.code) {
    case 'FST_STATIC_FORBIDDEN_PATH':
      return new ProblemError('ROUTE_NOT_FOUND');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ProblemError('BODY_TOO_LARGE', { limitBytes });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ProblemError('MEDIA_TYPE_UNSUPPORTED', { expected: 'application/json' });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ProblemError('BAD_REQUEST', { reason: error.message });
  }
  return new ProblemError('INTERNAL');
}
