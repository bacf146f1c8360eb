/**
 * The version of the words by which a report asks what may be done with it (个人信息保护法 13, 14, 29): `report:steps.help`, `.share`,
 * `.withhold` and `.statistics`. Changed words are a new version; each report keeps the one that was shown. 1 was a single question.
 */
export const REPORT_CONSENT = 2;
