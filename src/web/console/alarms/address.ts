/** Where an open page asks whether there is news, below `/console`. */
export const ALARMS_PATH = '/alarms.json';
