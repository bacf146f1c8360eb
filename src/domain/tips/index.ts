export {
  type ChildBand,
  CHILD_BANDS,
  bandOn,
  birthMonthsIn,
  fits,
  type Subscriber,
  type Target,
  targetOf,
} from './audience.js';
export { type BroadcastsDeps, createBroadcasts } from './broadcasts.js';
export { type Announced, datesOf, type Occurrence, occasionsOn } from './calendar.js';
export { CAMPAIGNS_A_PAGE } from './campaign-store.js';
export { type CampaignWords, broadcastIn, createCampaignWords, createTipFinder } from './campaign-words.js';
export {
  addDays,
  type Day,
  isDay,
  shanghaiMoment,
  shanghaiTime,
  type Weekday,
  weekdayOf,
  WEEKDAYS,
  weekOf,
  yearOf,
} from './days.js';
export { createDispatch, type Dispatched } from './dispatch.js';
export { type DueTip, dueTips, isSettled, MADE_UP_DAYS, TIPS_AT } from './due-tips.js';
export { hasRoom, type Sent, TIPS_A_WEEK } from './pace.js';
export { isQuiet, nextAllowed, QUIET_HOURS } from './quiet-hours.js';
export {
  type Calendar,
  calendarSchema,
  type Occasion,
  RANKS,
  type Rule,
  ruleSchema,
  type Season,
  themeFileSchema,
  themeTranslationSchema,
  type Tip,
  tipSchema,
} from './schema.js';
export { createSubscriptionStore } from './subscription-store.js';
export { createTipsPages, type TipsPagesDeps } from './tips-pages.js';
export {
  type BroadcastContent,
  type Broadcasts,
  type BroadcastTests,
  CAMPAIGN_STATES,
  type CampaignRow,
  type CampaignState,
  MOST_BROADCAST,
  type Progress,
  type ReceivedTip,
  type Segment,
  type Subscriptions,
  type TipsPages,
  type Wishes,
} from './types.js';
export { birthMonth, CAREGIVERS, MOST_CHILDREN, wishesSchema } from './wishes.js';
