import { manifestDefaults, type AgentManifest } from '@/lib/contract/agent-manifest';
import { AppError } from '@/lib/platform/app-error';
import { findCredentials } from './find-credentials';

/**
 * Refuses a definition that is too large or that holds a credential in a structured field, saved or not. `param` is
 * where the definition stands in the request. Free text may speak of credentials: that is pointed out in the answer.
 */
export function requireShareable(manifest: AgentManifest, param: string): string[] {
  refuseOversize(manifest, param);
  const findings = findCredentials(manifest);
  const refused = findings.find((finding) => !finding.inFreeText);
  if (refused) throw new AppError('invalid_request', refused.message, { param: `${param}.${refused.path}` });
  return findings.map((finding) => finding.message);
}

function refuseOversize(manifest: AgentManifest, param: string): void {
  const bytes = Buffer.byteLength(JSON.stringify(manifest));
  if (bytes <= manifestDefaults.maxManifestBytes) return;
  const limit = manifestDefaults.maxManifestBytes.toLocaleString('en');
  throw new AppError(
    'too_large',
    `The definition has ${bytes.toLocaleString('en')} bytes; the limit is ${limit}. Move long texts into a skill.`,
    { param },
  );
}
