import type { ToolEffect, ToolState } from './tool-effect';

/**
 * The flag that counts. A flag was given to a definition: once the server has changed that definition it says
 * nothing any more, so the tool counts as not reviewed until an admin flags it again.
 */
export function effectiveEffect(tool: { effect: ToolEffect; state: ToolState }): ToolEffect {
  return tool.state === 'changed' ? 'unset' : tool.effect;
}
