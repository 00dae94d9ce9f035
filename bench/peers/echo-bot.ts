/** The stock echo bot: botbuilder on restify, written from the steps that its documentation describes. */
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  type TurnContext,
} from 'botbuilder';
import { createServer, plugins, type Request, type Response } from 'restify';

/** Says again what it is told, and greets who comes. */
export function createEchoBot(): ActivityHandler {
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const reply = `Echo: ${context.activity.text}`;
    await context.sendActivity(MessageFactory.text(reply, reply));
    await next();
  });
  bot.onMembersAdded(async (context, next) => {
    for (const member of context.activity.membersAdded ?? []) {
      if (member.id !== context.activity.recipient.id) await context.sendActivity(MessageFactory.text('Hello'));
    }
    await next();
  });
  return bot;
}

if (import.meta.main) {
  const bot = createEchoBot();
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (context: TurnContext, error: Error) => {
    console.error(error);
    await context.sendActivity('The bot encountered an error or bug.');
  };
  const server = createServer();
  server.use(plugins.bodyParser());
  server.post('/api/messages', async (request: Request, response: Response) => {
    await adapter.process(request, response, (context) => bot.run(context));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
