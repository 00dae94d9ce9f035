/**
 * The least that can serve Direct Line's way of talking: restify takes a message, ws pushes an echo to the socket of
 * its conversation. No tokens, no log, nothing kept.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createServer, plugins, type Request, type Response } from 'restify';
import { type WebSocket, WebSocketServer } from 'ws';

if (import.meta.main) {
  const sockets = new Map<string, WebSocket>();
  const webSockets = new WebSocketServer({ noServer: true });
  const server = createServer();
  let opened = 0;
  server.use(plugins.bodyParser());
  server.post('/v3/directline/tokens/generate', async (_request: Request, response: Response) => {
    response.send(200, { conversationId: String(++opened), token: String(opened) });
  });
  server.post('/v3/directline/conversations', async (request: Request, response: Response) => {
    const id = (request.headers.authorization ?? '').replace('Bearer ', '');
    const streamUrl = `ws://${request.headers.host}/v3/directline/conversations/${id}/stream`;
    response.send(201, { conversationId: id, token: id, streamUrl });
  });
  server.post('/v3/directline/conversations/:id/activities', async (request: Request, response: Response) => {
    const id = `${request.params.id}|${Date.now()}`;
    response.send(200, { id });
    const reply = { type: 'message', from: { id: 'bot' }, text: `Echo: ${request.body.text}`, replyToId: id };
    sockets.get(request.params.id)?.send(JSON.stringify({ activities: [reply] }));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const id = request.url?.split('/')[4] ?? '';
    webSockets.handleUpgrade(request, socket, head, (webSocket) => sockets.set(id, webSocket));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
