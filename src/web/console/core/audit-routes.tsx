import type { ConsoleRoute } from '../route.js';
import { AuditPage } from './audit-page.js';
import type { CoreDeps } from './core-deps.js';

/** The audit trail, for auditors. That they looked stands there as well. */
export function auditRoutes({ audit, room }: CoreDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/audit',
      rule: 'audit_view',
      async handle({ tongue, staff, query, page }) {
        const question = {
          staff: query.staff || undefined,
          kind: query.kind || undefined,
          subject: query.subject || undefined,
          before: query.before || undefined,
        };
        const { lines, older } = await audit.read(staff?.id ?? '', question);
        page(
          tongue.say('console:audit.title'),
          <AuditPage
            tongue={tongue}
            question={question}
            lines={lines}
            older={older}
            members={await room.list()}
          />,
        );
      },
    },
  ];
}
