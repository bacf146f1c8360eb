/** Where files are sent to: the one address at which a request may take ten minutes. */
export const UPLOADS = '/r/files';
