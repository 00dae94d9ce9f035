import type { TeamsManifestV1D22 } from '@microsoft/app-manifest';
import { ACCENT } from './draw-icons.ts';
import { EXAMPLE_QUESTIONS, en, fr, type ManifestWords } from './manifest-words.ts';
import { SEARCH } from './search-command.ts';

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/v1.22';
/** Teams shows at most so many in each list. */
const MOST_COMMANDS = 10;

/** What the app package is made for: the bot's registration, its public address, and the version of the app. */
export interface AppIdentity {
  readonly appId: string;
  /** An https origin without a slash at its end. */
  readonly publicUrl: string;
  /** Three numbers; Teams offers an update when they grow. */
  readonly version: string;
}

/** The manifest of the Teams app, in French; `localise` gives what replaces its words in English. */
export function buildManifest({ appId, publicUrl, version }: AppIdentity): TeamsManifestV1D22.TeamsManifestV1D22 {
  const { hostname } = new URL(publicUrl);
  const commands = EXAMPLE_QUESTIONS.map((title, at) => ({ title, description: fr.examples[at] ?? title })).slice(
    0,
    MOST_COMMANDS,
  );
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.22',
    version,
    id: appId,
    localizationInfo: { defaultLanguageTag: 'fr', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] },
    developer: {
      name: 'Projet Territoires French Impact',
      websiteUrl: publicUrl,
      privacyUrl: `${publicUrl}/confidentialite`,
      termsOfUseUrl: `${publicUrl}/conditions`,
    },
    name: { ...fr.name },
    description: { ...fr.description },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [
          { scopes: ['personal'], commands },
          { scopes: ['team', 'groupChat'], commands },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        composeExtensionType: 'botBased',
        canUpdateConfiguration: false,
        commands: [
          {
            id: SEARCH.command,
            type: 'query',
            title: fr.search.title,
            description: fr.search.description,
            initialRun: true,
            context: ['compose', 'commandBox'],
            parameters: [{ name: SEARCH.parameter, inputType: 'text', ...fr.search.parameter }],
          },
        ],
        messageHandlers: [{ type: 'link', value: { domains: [hostname], supportsAnonymizedPayloads: true } }],
      },
    ],
    validDomains: [hostname],
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot', meetings: 'bot' },
  };
}

/**
 * What Teams shows instead when its language is English, by the path of each word in the manifest. The example questions
 * stay as they are: the bot reads French.
 */
export function localise(words: ManifestWords = en): Readonly<Record<string, string> & { $schema: string }> {
  const search = 'composeExtensions[0].commands[0]';
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
    'name.short': words.name.short,
    'name.full': words.name.full,
    'description.short': words.description.short,
    'description.full': words.description.full,
    ...Object.fromEntries(
      [0, 1].flatMap((list) =>
        words.examples.map((text, at) => [`bots[0].commandLists[${list}].commands[${at}].description`, text]),
      ),
    ),
    [`${search}.title`]: words.search.title,
    [`${search}.description`]: words.search.description,
    [`${search}.parameters[0].title`]: words.search.parameter.title,
    [`${search}.parameters[0].description`]: words.search.parameter.description,
  };
}
