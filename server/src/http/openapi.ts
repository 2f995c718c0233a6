import fastifySwagger, { type SwaggerTransform } from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { ACCESS } from './access.ts';
import { LOGIN_COOKIE } from './authentication.ts';
import { EXAMPLES, UPLOAD_BODIES } from './examples.ts';
import { contentPolicy } from './headers.ts';
import type { App } from './types.ts';

const DOCS_PREFIX = '/api/docs';

/** Describe all routes registered after this, and serve the description and a page for people from our own files. */
export async function installOpenApi(app: App, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Project88',
        version,
        description: INTRODUCTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: LOGIN_COOKIE, description: 'Set by signing in.' },
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token.' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'For programs.' },
        },
      },
    },
    transform,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(fastifySwaggerUi, {
    routePrefix: DOCS_PREFIX,
    staticCSP: contentPolicy('docs', undefined),
    uiConfig: { url: '/api/openapi.json', validatorUrl: null, deepLinking: true, docExpansion: 'list' },
    theme: { title: 'Project88 API' },
  });
}

const INTRODUCTION = [
  'Race timing: rosters and results in, chip reads in over TCP, names on screens.',
  'Sign in with `POST /api/auth/login`; browsers then use the cookie, programs send an API key as',
  '`X-API-Key` or the access token as `Authorization: Bearer`. Whatever belongs to another partner answers 404, exactly like what does not exist.',
  'Every failure has the shape `{"error":{"code","message","requestId","details"}}`.',
].join(' ');

const TAGS = [
  { name: 'Sign-in', description: 'People and programs.' },
  { name: 'Account', description: 'One’s own name, password, second factors and logins.' },
  { name: 'API keys', description: 'What programs send as `X-API-Key`.' },
  {
    name: 'Display sessions',
    description: 'An operator’s isolated workspace: roster, stream, template, queue.',
  },
  { name: 'Rosters and results', description: 'What fills a display session.' },
  { name: 'Templates', description: 'The partner’s own designs of screens.' },
  { name: 'Timing sessions', description: 'What timing software offers on the timing port.' },
  { name: 'Display links', description: 'Eight characters that open a display session on any screen.' },
  { name: 'Timing keys', description: 'What timing software signs in with.' },
  { name: 'Operations', description: 'For supervisors and monitoring.' },
];

/** How callers prove who they are; API keys open nothing that is a person's own. */
const SIGNED_IN: { [scheme: string]: string[] }[] = [{ cookie: [] }, { bearer: [] }];
const SIGNED_IN_OR_KEY = [...SIGNED_IN, { apiKey: [] }];

/** Shapes of which only the type is known to zod become free-form objects. */
const fromZod = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } });

const transform: SwaggerTransform = (input) => {
  const { schema, url } = fromZod(input as Parameters<typeof fromZod>[0]);
  const method = [input.route.method].flat()[0] ?? 'GET';
  const [who] = ACCESS[`${method} ${input.url}`] ?? ['public'];
  const example = EXAMPLES[`${method} ${input.url}`];
  const body = UPLOAD_BODIES[`${method} ${input.url}`] ?? withExample(schema.body, example);
  return {
    url,
    schema: {
      ...schema,
      operationId: operationId(method, input.url),
      ...(body !== undefined && { body }),
      security: who === 'public' ? [] : who === 'person' ? SIGNED_IN : SIGNED_IN_OR_KEY,
    },
  };
};

function withExample(body: unknown, example: unknown): unknown {
  return example === undefined || typeof body !== 'object' ? body : { ...body, examples: [example] };
}

/** A name for generated clients, for example `putApiSessionsIdRoster`. */
function operationId(method: string, url: string): string {
  const words = url.split(/[^a-z0-9]+/i).filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    '',
  );
}
