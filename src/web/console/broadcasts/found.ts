import type { BroadcastContent, Broadcasts, CampaignRow } from '../../../domain/tips/index.js';
import { AppError } from '../../../lib/errors.js';
import type { ConsoleCall } from '../route.js';
import type { BroadcastDeps } from './deps.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The campaign that the path names. Throws `not_found` (404) when there is none. */
export async function campaignOf({ broadcasts }: BroadcastDeps, { params }: ConsoleCall) {
  const id = params.id ?? '';
  const campaign: Awaited<ReturnType<Broadcasts['get']>> = UUID.test(id) ? await broadcasts.get(id) : null;
  if (!campaign) {
    throw new AppError('not_found', 404);
  }
  return campaign;
}

/** What people read of a campaign: staff's words, or those of the tip. */
export function contentOf({ tips }: BroadcastDeps, { content, tipId }: CampaignRow): BroadcastContent {
  if (content) {
    return content;
  }
  const inLocale = (locale: string) => tips.find((tip) => tip.id === tipId && tip.locale === locale);
  const english = inLocale('en');
  return {
    'zh-CN': inLocale('zh-CN') ?? { title: tipId ?? '', text: '' },
    ...(english && { en: english }),
  };
}
