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
export { type Announced, datesOf, type Occurrence, occasionsOn } from './calendar.js';
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
} from './days.js';
export { hasRoom, type Sent, TIPS_A_WEEK } from './pace.js';
export { nextAllowed, QUIET_HOURS } from './quiet-hours.js';
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
