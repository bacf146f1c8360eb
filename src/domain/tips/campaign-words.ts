import type { Source } from '../knowledge/index.js';
import type { MessagingDatabase } from '../messaging/index.js';
import { createCampaignStore } from './campaign-store.js';
import type { Tip } from './schema.js';
import type { BroadcastContent } from './types.js';

/** What a campaign says to one reader. */
export interface CampaignWords {
  readonly text: string;
  /** The part of `text` that must not stand on a locked screen: it stays covered until it is tapped. */
  readonly covered?: string;
}

/** The sentence of a key in a language. */
type Say = (locale: string, key: string, params?: Readonly<Record<string, string | number>>) => string;

export interface CampaignWordsDeps {
  readonly db: MessagingDatabase['prisma'];
  /** Every tip in every language that has it; Chinese has all. */
  readonly tips: readonly Tip[];
  readonly cite: (source: Source, locale: string) => string;
  readonly say: Say;
}

const CHINESE = 'zh-CN';
/** Campaigns that are being sent at the same time, in both languages, and some more. */
const MOST_KEPT = 40;

/** A tip in a language, in Chinese when it isn't written in that one. */
export function createTipFinder(tips: readonly Tip[]): (id: string, locale: string) => Tip | null {
  const byId = new Map(tips.map((tip) => [`${tip.locale}|${tip.id}`, tip]));
  return (id, locale) => byId.get(`${locale}|${id}`) ?? byId.get(`${CHINESE}|${id}`) ?? null;
}

/** A broadcast's words in a language, in Chinese when there are none. */
export function broadcastIn(content: BroadcastContent, locale: string): { title: string; text: string } {
  return locale === 'en' && content.en ? content.en : content[CHINESE];
}

/**
 * What the campaigns say, each looked up once: its words stand since it began. Null for a campaign that is gone, or whose tip is not in
 * the edition any more.
 */
export function createCampaignWords({ db, tips, cite, say }: CampaignWordsDeps) {
  const campaigns = createCampaignStore();
  const tipOf = createTipFinder(tips);
  const kept = new Map<string, CampaignWords | null>();

  const ofTip = (tip: Tip, locale: string): CampaignWords => {
    const sources = tip.sources.map((source) => cite(source, locale)).join('\n');
    const body = `${tip.title}\n\n${tip.text}\n\n${say(locale, 'tips:message.sources', { sources })}`;
    const hint = say(locale, 'tips:message.stop');
    return tip.neutral
      ? { text: `${body}\n\n${hint}` }
      : { text: `${say(locale, 'tips:message.covered')}\n\n${body}\n\n${hint}`, covered: body };
  };

  const look = async (campaignId: string, locale: string): Promise<CampaignWords | null> => {
    const campaign = await campaigns.get(db, campaignId);
    if (campaign?.content) {
      const { title, text } = broadcastIn(campaign.content, locale);
      return { text: `${title}\n\n${text}\n\n${say(locale, 'tips:message.stop')}` };
    }
    const tip = campaign?.tipId ? tipOf(campaign.tipId, locale) : null;
    return tip && ofTip(tip, locale);
  };

  return async (campaignId: string, locale: string): Promise<CampaignWords | null> => {
    const key = `${campaignId}|${locale}`;
    const known = kept.get(key);
    if (known !== undefined) {
      return known;
    }
    const words = await look(campaignId, locale);
    kept.set(key, words);
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value ?? key);
    }
    return words;
  };
}
