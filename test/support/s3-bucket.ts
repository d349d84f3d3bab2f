import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const REGION = 'eu-central-1';
const MIN_PART = 5 * 1_048_576;

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const xml = (name: string, inner: string): string => `<?xml version="1.0"?><${name}>${inner}</${name}>`;

interface Pending {
  readonly key: string;
  readonly parts: Map<number, { etag: string; bytes: Buffer }>;
}

/** As much of S3 as recordings use; it recomputes each request's signature (AWS Signature Version 4). */
export class S3Bucket {
  readonly objects = new Map<string, Buffer>();
  readonly uploads = new Map<string, Pending>();
  readonly refused: string[] = [];
  isAway = false;
  private made = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3Bucket> {
    const server = createServer();
    const bucket = new S3Bucket(server);
    server.on('request', (request, response) => void bucket.answer(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return bucket;
  }

  url(secret = SECRET): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${KEY}:${encodeURIComponent(secret)}@127.0.0.1:${port}/onboarding?region=${REGION}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '/', 'http://bucket');
    if (this.isAway) return void response.writeHead(503).end();
    const fault = signatureFault(request, url);
    if (fault) {
      this.refused.push(fault);
      const body = xml('Error', `<Code>SignatureDoesNotMatch</Code><Message>${fault}</Message>`);
      return void response.writeHead(403, { 'content-type': 'application/xml' }).end(body);
    }
    const key = decodeURIComponent(url.pathname.replace(/^\/onboarding\/?/, ''));
    this.serve(request, response, key, url.searchParams, Buffer.concat(parts));
  }

  private serve(
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    key: string,
    query: URLSearchParams,
    body: Buffer,
  ): void {
    const ref = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) return this.begin(response, key);
    if (ref !== null) return this.part(method ?? '', response, ref, Number(query.get('partNumber')), body);
    if (method === 'DELETE') {
      this.objects.delete(key);
      return void response.writeHead(204).end();
    }
    const found = this.objects.get(key);
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
    if (!found) return void response.writeHead(404).end(xml('Error', '<Code>NoSuchKey</Code>'));
    if (method !== 'GET' || !range) return void response.writeHead(400).end();
    response.writeHead(206).end(found.subarray(Number(range[1]), Number(range[2]) + 1));
  }

  private begin(response: ServerResponse, key: string): void {
    const ref = `upload-${(this.made += 1)}`;
    this.uploads.set(ref, { key, parts: new Map() });
    const inner = `<Bucket>onboarding</Bucket><Key>${key}</Key><UploadId>${ref}</UploadId>`;
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(xml('InitiateMultipartUploadResult', inner));
  }

  private part(method: string, response: ServerResponse, ref: string, number: number, body: Buffer): void {
    const upload = this.uploads.get(ref);
    if (!upload) return void response.writeHead(404).end(xml('Error', '<Code>NoSuchUpload</Code>'));
    if (method === 'PUT') {
      const etag = createHash('md5').update(body).digest('hex');
      upload.parts.set(number, { etag, bytes: body });
      return void response.writeHead(200, { etag: `"${etag}"` }).end();
    }
    if (method === 'DELETE') {
      this.uploads.delete(ref);
      return void response.writeHead(204).end();
    }
    this.complete(response, ref, upload, body.toString());
  }

  private complete(response: ServerResponse, ref: string, { key, parts }: Pending, body: string): void {
    const named = [...body.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(?:"|&quot;)?(\w+)/g)];
    const chosen = named.map(([, number, etag]) => ({ part: parts.get(Number(number)), etag }));
    const isWhole = chosen.length > 0 && chosen.every(({ part, etag }) => part?.etag === etag);
    const tooSmall = chosen.slice(0, -1).some(({ part }) => (part?.bytes.length ?? 0) < MIN_PART);
    if (!isWhole || tooSmall)
      return void response.writeHead(400).end(xml('Error', '<Code>InvalidPart</Code>'));
    this.objects.set(key, Buffer.concat(chosen.flatMap(({ part }) => (part ? [part.bytes] : []))));
    this.uploads.delete(ref);
    const inner = `<Location>x</Location><Bucket>onboarding</Bucket><Key>${key}</Key><ETag>"whole"</ETag>`;
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(xml('CompleteMultipartUploadResult', inner));
  }
}

/** What is wrong with the signature, or null: the canonical request of "Signature Version 4 signing process". */
function signatureFault({ method, headers }: IncomingMessage, url: URL): string | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, id, day = '', region = '', signed = '', given] = form.exec(headers.authorization ?? '') ?? [];
  if (id !== KEY || region !== REGION) return 'unknown key or region';
  const at = String(headers['x-amz-date'] ?? '');
  const names = signed.split(';');
  if (!at.startsWith(day) || !['host', 'x-amz-date'].every((name) => names.includes(name)))
    return 'host or date is not signed';
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const payload = String(headers['x-amz-content-sha256'] ?? '');
  const canonical = [method, url.pathname, query, lines, signed, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const dayKey = mac(`AWS4${SECRET}`, day);
  const key = mac(mac(mac(dayKey, region), 's3'), 'aws4_request');
  const right = mac(key, ['AWS4-HMAC-SHA256', at, scope, sha(canonical)].join('\n')).toString('hex');
  return right === given ? null : 'the signature is another';
}
