/** restify with nothing behind it: what reading an activity and answering one costs at least. */
import { createServer, plugins, type Request, type Response } from 'restify';

if (import.meta.main) {
  const server = createServer();
  server.use(plugins.bodyParser());
  server.post('/api/messages', async (request: Request, response: Response) => {
    response.send(200, { activities: [{ type: 'message', text: `Echo: ${request.body.text}` }] });
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
