import type { EndedForms } from '../ports.js';
import { isFormOf } from '../middleware/same-origin.js';

/**
 * Whether a form is of a browser that she has left since: somebody went back, and the browser sent it once more. Nothing of it is taken or
 * shown. A browser that keeps no cookies and has not been left sends its forms as ever.
 */
export const isClosedForm = async (
  forms: EndedForms,
  session: string | undefined,
  token: string | undefined,
): Promise<boolean> => token !== undefined && !isFormOf(session, token) && (await forms.has(token));
