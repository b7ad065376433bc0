import type { Logger } from '@/lib/platform/logger';
import { openFrontDoor } from '@/lib/http/front-door';
import { POST as startTurn } from './api/v1/sessions/[session_id]/turns/route';
import { GET as followTurn } from './api/v1/sessions/[session_id]/turns/[turn_id]/stream/route';

/** The routes that carry turns are served in front of Next. Called once, where the process starts. */
export function openFrontRoutes(logger: Logger): void {
  openFrontDoor(
    [
      { method: 'POST', path: /^\/api\/v1\/sessions\/(?<session_id>[\w-]+)\/turns$/, handler: startTurn },
      {
        method: 'GET',
        path: /^\/api\/v1\/sessions\/(?<session_id>[\w-]+)\/turns\/(?<turn_id>[\w-]+)\/stream$/,
        handler: followTurn,
      },
    ],
    logger,
  );
}
